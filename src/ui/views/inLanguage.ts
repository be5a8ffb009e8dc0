import { type Locale, getLocale, overwriteGetLocale } from '../messages/runtime.js';

/** What is worded while the page is in a language: messages, numbers and units ask for it as they are worded. */
export function inLanguage<T>(language: Locale, word: () => T): T {
  const before = getLocale;
  overwriteGetLocale(() => language);
  try {
    return word();
  } finally {
    overwriteGetLocale(before);
  }
}
