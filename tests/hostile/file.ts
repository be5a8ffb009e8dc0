/** What came of a file or an address. */
export interface Opened {
  /** Kind of its fault, or what it was taken for: `run`, `settings`, `data`, `weights`, `model`. */
  readonly end: string;
  /** What the page says of it, in its language; absent where it was taken. */
  readonly words?: () => string;
}

/** A hostile or broken file, or address, and how it must end. */
export interface HostileFile {
  readonly name: string;
  readonly ends: string;
  /** Why it does no harm, where it is taken. */
  readonly because?: string;
  readonly open: () => Promise<Opened>;
}

/** Files by name, each with its ending, what it is and, where it is taken, why. */
export type Files<Input> = Readonly<Record<string, readonly [ends: string, input: Input, because?: string]>>;

/** @param door through which the page takes such files */
export const through = <Input>(
  door: (input: Input) => Promise<Opened>,
  files: Files<Input>,
): readonly HostileFile[] =>
  Object.entries(files).map(([name, [ends, input, because]]) => ({
    name,
    ends,
    ...(because !== undefined && { because }),
    open: () => door(input),
  }));
