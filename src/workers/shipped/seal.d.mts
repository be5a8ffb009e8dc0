export function hashes(): Readonly<Record<string, string>>;
export function seal(): void;
