/** Either a value or the fault that stands in its way. Used wherever bad input is expected, so it is never thrown. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** What whatever was thrown has to say. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Fails to compile when a case of a union is left out of a switch. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
