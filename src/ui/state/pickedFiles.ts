import type { PickedFile } from '../../workers/api.ts';

/** Every file of what was dropped, folders walked through. */
export async function pickedFiles({ items }: DataTransfer): Promise<readonly PickedFile[]> {
  // Taken at once: after the first wait the browser holds them no more.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<readonly PickedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path: entry.fullPath.slice(1), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const read = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  const files: PickedFile[] = [];
  // It gives some at a time, and none when it has given all.
  for (let some = await read(); some.length > 0; some = await read())
    files.push(...(await Promise.all(some.map(filesIn))).flat());
  return files;
}
