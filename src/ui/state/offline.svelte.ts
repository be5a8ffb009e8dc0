import { registerSW } from 'virtual:pwa-register';
import { keepsCopy } from './offlineCopy.ts';

/** What a person may want to know of the copy that the browser keeps of this page. */
export class Offline {
  /** `ready`: a first copy is complete. `newer`: another version is, and waits until no tab shows this one. */
  news = $state<'ready' | 'newer'>();

  /** Has the page's service worker make a copy, or look for a newer version. Does nothing where there is none. */
  begin(): void {
    if (!keepsCopy(location)) return;
    registerSW({
      onOfflineReady: () => (this.news = 'ready'),
      onNeedRefresh: () => (this.news = 'newer'),
      // A reload would end the search.
      onNeedReload: () => {},
    });
  }
}
