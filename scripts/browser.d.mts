/** Types of browser.mjs for the TypeScript files that import it. */
export declare function findBrowser(): string | undefined;
export declare const BROWSER_FLAGS: string[];
