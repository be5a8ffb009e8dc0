/** How often one job has lost its trainer: it is tried once more before it is given up. */
export class JobLosses {
  #count = 0;
  #newest = 0;

  /**
   * @param trainer number of the one that was lost
   * @param newest number of the newest trainer that there was then
   * @param isGpu its GPU was lost
   * @returns whether the job is to be given up
   */
  isTooOften(trainer: number, newest: number, isGpu: boolean): boolean {
    // The crash of a GPU takes all trainers with it, also one that the job has gone on to before that was heard.
    if (isGpu && trainer <= this.#newest) return false;
    this.#newest = newest;
    this.#count += 1;
    return this.#count === 2;
  }
}
