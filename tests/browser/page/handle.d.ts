/** Makes `globalThis.nasPlayground` known to code that runs in the page. */
import '../../../src/ui/handle.ts';
