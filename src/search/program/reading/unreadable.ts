/** A construct that the reader does not follow. The program may well be right; only the sandbox can tell. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
