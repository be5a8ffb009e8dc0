/** Types of page.mjs for the TypeScript files that import it. */
import type { Page } from '@playwright/test';
export declare function openPage(): Promise<{ readonly page: Page; close(): Promise<void> }>;
