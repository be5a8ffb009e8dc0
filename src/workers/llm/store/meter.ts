import type { LoadProgress } from '../../api.ts';

/** Often enough for the eye, seldom enough for two threads. */
const REPORT_MS = 150;
/** A rate taken over less says little. */
const STEADY_MS = 2000;
/** Of the bar that a whole load moves; the rest is the way to the GPU. */
export const DOWNLOAD_SHARE = 0.8;

/** Says how far a download is, and how long it will take at the speed so far. */
export class Meter {
  readonly #report: (progress: LoadProgress) => void;
  readonly #clock: () => number;
  #total = 0;
  /** Bytes that were there when the download began. */
  #before = 0;
  #arrived = 0;
  #beganAt = 0;
  #saidAt = -Infinity;

  constructor(report: (progress: LoadProgress) => void, clock: () => number) {
    this.#report = report;
    this.#clock = clock;
  }

  /** @param before bytes that need not be downloaded any more */
  begin(total: number, before: number): void {
    this.#total = total;
    this.#before = before;
    this.#beganAt = this.#clock();
    if (before < total) this.#say();
  }

  add(bytes: number): void {
    this.#arrived += bytes;
    const isLast = this.#before + this.#arrived >= this.#total;
    if (isLast || this.#clock() - this.#saidAt >= REPORT_MS) this.#say();
  }

  #say(): void {
    this.#saidAt = this.#clock();
    const done = Math.min(this.#total, this.#before + this.#arrived);
    const secondsLeft = this.#secondsLeft(this.#total - done);
    this.#report({
      fraction: DOWNLOAD_SHARE * (done / this.#total),
      stage: {
        kind: 'downloading',
        done,
        total: this.#total,
        isGoingOn: this.#before > 0,
        ...(secondsLeft !== undefined && { secondsLeft }),
      },
    });
  }

  #secondsLeft(bytes: number): number | undefined {
    const elapsed = this.#clock() - this.#beganAt;
    if (elapsed < STEADY_MS || this.#arrived === 0 || bytes === 0) return undefined;
    return (bytes * elapsed) / this.#arrived / 1000;
  }
}
