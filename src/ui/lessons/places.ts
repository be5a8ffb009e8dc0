/** The parts of the page that a lesson can point at, and how each is found. */
export const PLACES = {
  transport: '.transport',
  settings: '.columns > aside',
  network: '.panel.network',
  race: '.panel.race',
  archive: '.panel.archive',
  method: '.panel.method',
  'model-panel': '.panel.model-panel',
  candidates: '.panel.candidates',
} as const;
export type Place = keyof typeof PLACES;
