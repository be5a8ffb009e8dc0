/** The page's language: the browser's, until a person chooses; a choice is remembered and changes the page in place. */
import { type Locale, getLocale, overwriteGetLocale, setLocale as store } from '../messages/runtime.js';

let current = $state<Locale>(getLocale());

// Every message asks for the language as it is drawn, so that what is drawn follows the choice.
overwriteGetLocale(() => current);

export function locale(): Locale {
  return current;
}

export function chooseLocale(to: Locale): void {
  // A reload would end the search.
  void store(to, { reload: false });
  current = to;
  document.documentElement.lang = to;
}
