/** As much of the browser's caches as the models' store uses, in memory. */
type Held = Map<string, Response>;

/** All that is in them, by address. */
export type Stored = () => Promise<readonly (readonly [url: string, content: Buffer])[]>;

export function memoryCaches(): { readonly caches: CacheStorage; readonly stored: Stored } {
  const all = new Map<string, Held>();
  const of = (name: string): Held => {
    const found = all.get(name) ?? new Map<string, Response>();
    all.set(name, found);
    return found;
  };
  const caches = {
    open: (name: string) =>
      Promise.resolve({
        put: async (url: string, response: Response) => {
          of(name).set(url, new Response(await response.arrayBuffer(), { headers: response.headers }));
        },
        delete: (url: string) => Promise.resolve(of(name).delete(url)),
        keys: () => Promise.resolve([...of(name).keys()].map((url) => ({ url }))),
      }),
    match: (url: string, { cacheName }: { readonly cacheName: string }) =>
      Promise.resolve(of(cacheName).get(url)?.clone()),
  };
  return {
    caches: caches as unknown as CacheStorage,
    stored: () =>
      Promise.all(
        [...all.values()]
          .flatMap((held) => [...held])
          .map(async ([url, response]) => [url, Buffer.from(await response.clone().arrayBuffer())] as const),
      ),
  };
}
