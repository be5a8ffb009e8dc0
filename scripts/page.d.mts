/** Types of page.mjs for the TypeScript files that import it. */
import type { Page } from '@playwright/test';
import type { InlineConfig } from 'vite';

interface Opened {
  readonly page: Page;
  close(): Promise<void>;
}
export declare function openPage(): Promise<Opened>;
export declare function openSource(
  path: string,
  options?: InlineConfig & { ready?: string },
): Promise<Opened>;
