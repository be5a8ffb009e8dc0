export type Theme = 'auto' | 'light' | 'dark';

const KEY = 'nas-playground/theme';

/** Light, dark, or as the system has it. Kept over visits. */
export class ThemeState {
  current = $state<Theme>(stored());

  constructor() {
    $effect(() => {
      if (this.current === 'auto') delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = this.current;
      localStorage.setItem(KEY, this.current);
    });
  }
}

function stored(): Theme {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'auto';
}
