import type { WriterName } from '../names.ts';
import type { TaskName } from './prompts.ts';
import type { Tally } from './replies.ts';

/** What became of the replies to the prompts of one task or of both, as `--json` prints it. */
export interface SampleRow extends Tally {
  readonly writer: WriterName;
  /** Whether the model was held to the grammar of programs. */
  readonly constrained: boolean;
  readonly task: TaskName | 'both';
}

/** How fast one engine wrote. */
export interface SpeedRow {
  readonly writer: WriterName;
  readonly constrained: boolean;
  /** What it ran on: the GPU's name for itself, or the processor. */
  readonly device: string;
  /** Whether that is a GPU in software, whose times say nothing of a GPU; null where it is no GPU. */
  readonly isSoftware: boolean | null;
  readonly replies: number;
  /** Means over the replies. */
  readonly promptTokens: number;
  readonly replyTokens: number;
  readonly replySeconds: number;
  /** Tokens of the prompt by the time until the first token of the reply was there. */
  readonly promptTokensPerSecond: number;
  /** Tokens of the reply but the first, by the time that they took. */
  readonly replyTokensPerSecond: number;
  readonly dispatchesPerToken: number | null;
}

export interface LlmFindings {
  readonly mix: string;
  readonly samples: readonly SampleRow[];
  readonly speeds: readonly SpeedRow[];
  /** Replies of WebLLM that came out otherwise under the grammar, with all else equal. */
  readonly changed: number;
}
