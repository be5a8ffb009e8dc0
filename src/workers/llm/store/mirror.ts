import type { Told } from '../../../search/told/told.ts';
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
  if (text === '') throw refused({ kind: 'address-empty' });
  // `localhost:8000` would be read as a scheme of its own.
  const named = /^[\w.-]+(:\d+)?(\/|$)/.test(text) && !text.startsWith('.') ? `http://${text}` : text;
  if (!URL.canParse(named, page)) throw refused({ kind: 'address-unreadable', typed: text });
  const url = new URL(named, page);
  if (!/^https?:$/.test(url.protocol)) throw refused({ kind: 'address-unfetchable', typed: text });
  if (
    new URL(page).protocol === 'https:' &&
    url.protocol === 'http:' &&
    !/^(localhost|127\.|\[::1\])/.test(url.host)
  )
    throw refused({ kind: 'address-insecure', host: url.host });
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
  if (answers === 0) throw refused({ kind: 'address-silent', address: mirror });
  throw refused({
    kind: 'address-without-models',
    address: mirror,
    example: example ? sourceOf({ ...example, mirror }, fileOf(example, CONFIG)) : CONFIG,
  });
}

const refused = (message: Told) => new ModelFault({ kind: 'no-network', message });
