/** Shared by the command line and the plugin of Vite. */
export default {
  outdir: './src/ui/messages',
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  emitTsDeclarations: true,
  emitReadme: false,
  emitGitIgnore: false,
  disableAsyncLocalStorage: true,
};
