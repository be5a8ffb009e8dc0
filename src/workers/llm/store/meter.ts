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
    const what = this.#before > 0 ? 'Going on with the download' : 'Downloading';
    this.#report({
      fraction: DOWNLOAD_SHARE * (done / this.#total),
      message: `${what}: ${amount(done, this.#total)}${this.#timeLeft(this.#total - done)}`,
    });
  }

  #timeLeft(bytes: number): string {
    const elapsed = this.#clock() - this.#beganAt;
    if (elapsed < STEADY_MS || this.#arrived === 0 || bytes === 0) return '';
    const seconds = (bytes * elapsed) / this.#arrived / 1000;
    if (seconds < 60) return `, about ${Math.max(5, 5 * Math.round(seconds / 5))} s left`;
    return seconds < 3600 ? `, about ${Math.round(seconds / 60)} min left` : ', more than an hour left';
  }
}

/** In the unit that suits the whole: `120 of 945 MB`, `2.1 of 7.0 MB`, `12 of 12 kB`. */
function amount(done: number, total: number): string {
  if (total < 1e6) return `${Math.round(done / 1e3)} of ${Math.round(total / 1e3)} kB`;
  const digits = total < 1e7 ? 1 : 0;
  return `${(done / 1e6).toFixed(digits)} of ${(total / 1e6).toFixed(digits)} MB`;
}
