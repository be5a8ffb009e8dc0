export function parts(): readonly (readonly [name: string, content: Buffer])[];
export function integrityOf(content: Buffer): string;
