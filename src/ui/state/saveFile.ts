/** Long enough for a browser to have begun with the file. */
const KEPT_MS = 10_000;

/** Hands a file to the browser to be saved where it saves downloads. */
export function saveFile({
  name,
  type,
  content,
}: {
  readonly name: string;
  readonly type: string;
  readonly content: BlobPart;
}): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
