/**
 * Starts a worker that the page's Content-Security-Policy binds too. A worker takes its policy from the headers of its
 * own answer, and a static host sends none; only one that comes from a `blob:` address has its maker's. So a line of text
 * is started that imports the worker's module.
 *
 * @param address of the module, as `?worker&url` gives it
 */
export function startWorker(address: string, name: string): Worker {
  // A blob has no folder that an address could be relative to.
  const module = new URL(address, import.meta.url).href;
  const starter = URL.createObjectURL(
    new Blob([`import ${JSON.stringify(module)};`], { type: 'text/javascript' }),
  );
  const worker = new Worker(starter, { type: 'module', name });
  const free = () => URL.revokeObjectURL(starter);
  worker.addEventListener('message', free, { once: true });
  worker.addEventListener('error', free, { once: true });
  return worker;
}
