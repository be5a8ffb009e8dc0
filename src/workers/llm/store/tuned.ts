/** Models that were tuned in this browser: they lie in its store alone, at addresses that no server answers. */
import type { ModelChoice } from '../../api.ts';
import { modelOf, nameOf } from './files.ts';

const SUFFIX = '-tuned-';
/** Begins the name of one that serves a single run. */
const PASSING = 'passing-';

/** A tuning of `origin`, which may be a tuning itself, by a name for its weights. */
export function tunedChoice(origin: ModelChoice, name: string): ModelChoice {
  const { libraryUrl, style, vramMB, contextWindow, isCoder, integrity } = origin;
  const library = nameOf(libraryUrl);
  const modelUrl = familyOf(origin.modelUrl) + name;
  // Of the hashes only the library's, which is the page's own; and without the mirror, which has no such model.
  return {
    id: nameOf(modelUrl),
    modelUrl,
    libraryUrl,
    ...(style && { style }),
    ...(vramMB !== undefined && { vramMB }),
    ...(contextWindow !== undefined && { contextWindow }),
    ...(isCoder && { isCoder }),
    ...(integrity?.[library] && { integrity: { [library]: integrity[library] } }),
  };
}

/** A tuning that serves a single run. */
export const passingChoice = (origin: ModelChoice, name: string): ModelChoice =>
  tunedChoice(origin, PASSING + name);

/** What a stored model is loaded by, if it is a tuning of `origin` for the user to choose. */
export function tuningAt(modelUrl: string, origin: ModelChoice): ModelChoice | undefined {
  const family = familyOf(origin.modelUrl);
  if (!modelUrl.startsWith(family)) return undefined;
  const name = modelUrl.slice(family.length);
  return name.startsWith(PASSING) ? undefined : tunedChoice(origin, name);
}

/** What the addresses of all tunings of a model begin with. */
function familyOf(modelUrl: string): string {
  const folder = modelOf(modelUrl);
  const at = folder.lastIndexOf(SUFFIX);
  return at > folder.lastIndexOf('/') ? folder.slice(0, at + SUFFIX.length) : folder + SUFFIX;
}
