/** Compiles the texts of the page, in every language, to typed functions in `src/ui/messages`. */
import { compile } from '@inlang/paraglide-js';
import { MESSAGES } from './messageSettings.mjs';

await compile(MESSAGES);
