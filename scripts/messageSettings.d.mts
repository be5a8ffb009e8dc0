import type { CompilerOptions } from '@inlang/paraglide-js';

export const MESSAGES: CompilerOptions;
