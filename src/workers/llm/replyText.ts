/**
 * A reply as it is written: bytes become characters when they are whole, and what might yet turn out to be a stop word
 * is held back.
 */
export class ReplyText {
  readonly #utf8 = new TextDecoder();
  readonly #stops: readonly string[];
  #told = '';
  #held = '';
  #stopped = false;

  /** @param stops words that end the reply and do not belong to it */
  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  /** All pieces so far. */
  get text(): string {
    return this.#told;
  }

  /** Whether a stop word was met. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** @param piece text, or bytes of UTF-8. @returns the next piece, empty when there is none yet */
  push(piece: Uint8Array | string): string {
    const text = typeof piece === 'string' ? piece : this.#utf8.decode(piece, { stream: true });
    return this.#take(text, false);
  }

  /** @returns what was held back, to be called at the end */
  finish(): string {
    return this.#take(this.#utf8.decode(), true);
  }

  #take(text: string, isLast: boolean): string {
    if (this.#stopped) return '';
    const pending = this.#held + text;
    const cut = Math.min(...this.#stops.map((stop) => pending.indexOf(stop)).filter((at) => at >= 0));
    this.#stopped = Number.isFinite(cut);
    const end = this.#stopped ? cut : pending.length - (isLast ? 0 : this.#undecided(pending));
    this.#held = this.#stopped ? '' : pending.slice(end);
    const piece = pending.slice(0, end);
    this.#told += piece;
    return piece;
  }

  /** Length of the longest ending that a stop word begins with. */
  #undecided(text: string): number {
    const longest = Math.max(0, ...this.#stops.map((stop) => stop.length - 1));
    for (let length = Math.min(longest, text.length); length > 0; length--) {
      const ending = text.slice(-length);
      if (this.#stops.some((stop) => stop.startsWith(ending))) return length;
    }
    return 0;
  }
}
