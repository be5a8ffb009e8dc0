/** Models that were tuned in this browser: they lie in its store alone, at addresses that no server answers. */
import type { ModelChoice } from '../../api.ts';
import { modelOf, nameOf } from './files.ts';

const SUFFIX = '-tuned-';

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

/** What a stored model is loaded by, if it is a tuning of `origin`. */
export function tuningAt(modelUrl: string, origin: ModelChoice): ModelChoice | undefined {
  const family = familyOf(origin.modelUrl);
  return modelUrl.startsWith(family) ? tunedChoice(origin, modelUrl.slice(family.length)) : undefined;
}

/** What the addresses of all tunings of a model begin with. */
function familyOf(modelUrl: string): string {
  const folder = modelOf(modelUrl);
  const at = folder.lastIndexOf(SUFFIX);
  return at > folder.lastIndexOf('/') ? folder.slice(0, at + SUFFIX.length) : folder + SUFFIX;
}
