import { type Theme, showTheme, storeTheme, storedTheme } from './look.ts';

/** Light, dark, or as the system has it. Kept over visits. */
export class ThemeState {
  current = $state<Theme>(storedTheme());

  constructor() {
    $effect(() => {
      showTheme(this.current);
      storeTheme(this.current);
    });
  }
}
