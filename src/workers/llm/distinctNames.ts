import type { LogitProcessor } from './package.ts';

/** What a token is given that may not come, as the model library's own mask does. */
const BARRED = Math.fround(-3.4e38);

/** A brace, or a declaration that is whole since something else than a letter follows its name. */
const STEPS = /[{}]|\b(for \()?(?:const|let) ([A-Za-z_$][\w$]*)(?=[^\w$])/g;

const DECLARES = /\b(const|let)\b/;

/**
 * Rules out that a program declares a name twice in one block, which a context-free grammar cannot: a companion to
 * `PROGRAM_GRAMMAR`, for replies that are held to it. Where a token would complete such a declaration it is barred, so
 * that the name goes on to be another; where no token is left, all stay.
 */
export class DistinctNames implements LogitProcessor {
  /** Text of each token; characters beyond ASCII may be in pieces, since names have none. */
  readonly #tokens: readonly string[];
  /** Tokens with which a declaration may begin and be whole at once. */
  readonly #declaring: readonly number[];
  /** What has been written of the reply; undefined while the reply is free. */
  #written: string | undefined;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
    this.#declaring = tokens.flatMap((token, id) => (DECLARES.test(token) ? [id] : []));
  }

  /** A new reply begins. @param isHeld whether it is held to a grammar */
  begin(isHeld: boolean): void {
    this.#written = isHeld ? '' : undefined;
  }

  /** @param logits one for each token, in which what the grammar rules out is barred already; changed in place */
  processLogits(logits: Float32Array): Float32Array {
    const written = this.#written;
    if (written === undefined) return logits;
    const line = written.slice(written.lastIndexOf('\n') + 1);
    const ids = DECLARES.test(line) ? this.#tokens.keys() : this.#declaring;
    const taken = namesInBlock(written);
    const before = declared(line).length;
    const isTwice = (token: string) =>
      declared(line + token)
        .slice(before)
        .some((name) => taken.has(name));
    const barred = [...ids].filter(
      (id) => (logits[id] ?? BARRED) > BARRED && isTwice(this.#tokens[id] ?? ''),
    );
    if (barred.length === 0) return logits;
    const left = logits.reduce((count, logit) => count + Number(logit > BARRED), 0);
    if (left > barred.length) for (const id of barred) logits[id] = BARRED;
    return logits;
  }

  processSampledToken(token: number): void {
    if (this.#written !== undefined) this.#written += this.#tokens[token] ?? '';
  }

  /** Called between conversations; `begin` says what the next one is. */
  resetState(): void {}
}

/** Names declared in the block that is open at the end of the text; a loop's own variable is not of the block. */
function namesInBlock(text: string): ReadonlySet<string> {
  const blocks: Set<string>[] = [new Set()];
  for (const [step, loop, name] of text.matchAll(STEPS)) {
    if (step === '{') blocks.push(new Set());
    else if (step === '}') blocks.pop();
    else if (!loop && name) blocks.at(-1)?.add(name);
  }
  return blocks.at(-1) ?? new Set();
}

/** Names that a line declares for its block, in order. */
const declared = (line: string): readonly string[] =>
  [...line.matchAll(STEPS)].flatMap(([, loop, name]) => (!loop && name ? [name] : []));
