import * as v from 'valibot';
import type { Architecture } from '../../search/domain.ts';
import { faultInEnglish } from '../../search/faults/english.ts';
import { faultFactSchema } from '../../search/faults/schema.ts';
import { GraphFault } from '../../search/graph/fault.ts';
import type { GraphRecorder } from '../../search/graph/recorder.ts';

/** Not a record of valibot, which leaves out keys such as `constructor`: what is unknown is refused, never dropped. */
const settings = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const line = v.optional(v.number());
const ids = v.array(v.number());

/** What the facade may say. The program could have tampered with the facade's tools, so it is checked. */
const messageSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('op', [
    v.object({ op: v.literal('input'), settings, line }),
    v.object({ op: v.literal('layer'), factory: v.string(), settings, line }),
    v.object({ op: v.literal('apply'), layer: v.number(), tensors: ids, line }),
    v.object({ op: v.literal('finish'), inputs: ids, outputs: ids, line }),
    /** Asks for the words of a fault that the facade found by itself. */
    v.object({ op: v.literal('word'), fault: faultFactSchema }),
  ]),
);

/** No configuration needs more; parsing text of a program's making should stay cheap. */
const LONGEST_MESSAGE = 16 * 1024;

/** The host's side of the border: text in, text out. */
export class Border {
  readonly #recorder: GraphRecorder;
  #architecture: Architecture | undefined;
  #bug: unknown;

  constructor(recorder: GraphRecorder) {
    this.#recorder = recorder;
  }

  /**
   * What the program returned, once it has.
   * @throws what went wrong on this side, if anything did: the interpreter would pass it off as the program's fault
   */
  get architecture(): Architecture | undefined {
    if (this.#bug !== undefined) throw this.#bug;
    return this.#architecture;
  }

  /** @returns JSON of `{ value }` or `{ fault }` */
  answer(text: string): string {
    try {
      return JSON.stringify({ value: this.#act(text) ?? null });
    } catch (error) {
      if (error instanceof GraphFault) return JSON.stringify({ fault: error.fault });
      this.#bug = error;
      throw error;
    }
  }

  #act(text: string): unknown {
    if (text.length > LONGEST_MESSAGE) throw new GraphFault('bad-argument', { kind: 'settings-too-long' });
    const parsed = v.safeParse(messageSchema, text);
    if (!parsed.success) throw new GraphFault('bad-argument', { kind: 'call-not-understood' });
    const message = parsed.output;
    switch (message.op) {
      case 'input':
        return this.#recorder.input(message.settings, message.line);
      case 'layer':
        return this.#recorder.layer(message.factory, message.settings);
      case 'apply':
        return this.#recorder.apply(message.layer, message.tensors, message.line);
      case 'finish':
        this.#architecture = this.#recorder.finish(message.inputs, message.outputs, message.line);
        return undefined;
      case 'word':
        return faultInEnglish(message.fault);
    }
  }
}
