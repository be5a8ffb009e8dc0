import type { ModelChoice } from '../../api.ts';
import { ModelFault } from '../faults.ts';
import { CONFIG, fileOf, sourceOf } from './files.ts';
import type { Fetcher } from './ownServer.ts';

/**
 * Reads an address that a person typed.
 * @param page address of the page, for relative ones
 * @throws ModelFault that says what is wrong with it
 */
export function readAddress(typed: string, page: string): string {
  const text = typed.trim();
  if (text === '') throw refused('There is no address: type one such as http://192.168.0.2:8000/models/.');
  // `localhost:8000` would be read as a scheme of its own.
  const named = /^[\w.-]+(:\d+)?(\/|$)/.test(text) && !text.startsWith('.') ? `http://${text}` : text;
  if (!URL.canParse(named, page))
    throw refused(`“${text}” is no address: type one such as http://192.168.0.2:8000/models/.`);
  const url = new URL(named, page);
  if (!/^https?:$/.test(url.protocol))
    throw refused(`“${text}” cannot be fetched: an address begins with http:// or https://.`);
  if (
    new URL(page).protocol === 'https:' &&
    url.protocol === 'http:' &&
    !/^(localhost|127\.|\[::1\])/.test(url.host)
  )
    throw refused(
      `A page over https may fetch nothing over http: give ${url.host} a certificate, or serve the page over http too.`,
    );
  url.hash = '';
  url.search = '';
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** Which of the models an address holds. @throws ModelFault when it holds none or does not answer */
export async function modelsAt(
  mirror: string,
  choices: readonly ModelChoice[],
  fetcher: Fetcher,
): Promise<readonly string[]> {
  let answers = 0;
  const found = await Promise.all(
    choices.map(async (choice) => {
      try {
        const response = await fetcher(sourceOf({ ...choice, mirror }, fileOf(choice, CONFIG)), {
          method: 'HEAD',
        });
        answers++;
        const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
        return response.ok && !isPage ? [choice.id] : [];
      } catch {
        return [];
      }
    }),
  );
  const ids = found.flat();
  if (ids.length > 0) return ids;
  const [example] = choices;
  if (answers === 0)
    throw refused(
      `${mirror} does not answer this page: check that the server runs and allows other pages to read it (the header Access-Control-Allow-Origin: *).`,
    );
  throw refused(
    `There is no model of the list at ${mirror}: for example ${example ? sourceOf({ ...example, mirror }, fileOf(example, CONFIG)) : CONFIG} should be there.`,
  );
}

const refused = (message: string) => new ModelFault({ kind: 'no-network', message });
