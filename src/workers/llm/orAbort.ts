/** Settles as the work does, but rejects with the abort reason as soon as the signal fires. */
export const orAbort = <T>(work: Promise<T>, signal: AbortSignal) =>
  new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    // Taken off again, since one signal serves all requests of a run.
    signal.addEventListener('abort', abort);
    const done = () => signal.removeEventListener('abort', abort);
    void work.then(resolve, reject).then(done);
  });
