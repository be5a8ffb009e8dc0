export interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

export function notice(): string;
export function shipped(): readonly Shipped[];
