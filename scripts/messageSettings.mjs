/** How the texts are compiled, by the command and by Vite. */
export const MESSAGES = {
  project: './project.inlang',
  outdir: './src/ui/messages',
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  emitTsDeclarations: true,
  emitReadme: false,
  emitGitIgnore: false,
  emitPrettierIgnore: false,
  disableAsyncLocalStorage: true,
};
