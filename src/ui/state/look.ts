/** How the page looks, as a person chose on an earlier visit. Known before anything is drawn. */
export type Theme = 'auto' | 'light' | 'dark';

const THEME = 'nas-playground/theme';
const PROJECTOR = 'nas-playground/projector';

export function storedTheme(): Theme {
  const value = read(THEME);
  return value === 'light' || value === 'dark' ? value : 'auto';
}

export function storeTheme(theme: Theme): void {
  write(THEME, theme);
}

export function showTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export const storedProjector = (): boolean => read(PROJECTOR) === 'true';

export function storeProjector(isProjector: boolean): void {
  write(PROJECTOR, String(isProjector));
}

export function showProjector(isProjector: boolean): void {
  document.documentElement.toggleAttribute('data-projector', isProjector);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing can be kept in this browser; it holds for this visit.
  }
}
