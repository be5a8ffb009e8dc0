/**
 * Names of layers as Python identifiers, each once. All end in a number or in `_layer`, so that none is a keyword of
 * Python or a method of `torch.nn.Module`.
 */
export function identifiers(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const found = new Map<string, string>();
  for (const name of names) {
    const plain = name.replace(/[^A-Za-z0-9_]/g, '_');
    const letters = /^\d/.test(plain) ? `layer_${plain}` : plain;
    const safe = /_\d+$/.test(letters) ? letters : `${letters}_layer`;
    let unique = safe;
    for (let i = 2; taken.has(unique); i++) unique = `${safe}_${i}`;
    taken.add(unique);
    found.set(name, unique);
  }
  return found;
}
