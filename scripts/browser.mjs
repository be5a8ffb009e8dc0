/** Finds a Chrome or Chromium on this machine, or installs Debian's. Imports only what Node brings. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackage } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a browser that can be started: CHROME_PATH, else one on the PATH, else one in a usual place. */
export function findBrowser() {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => onPath.map((folder) => join(folder, name)));
  return [process.env.CHROME_PATH, ...candidates, ...PLACES].find(isExecutable);
}

/**
 * As `findBrowser`, but installs Debian's package `chromium` when there is none.
 *
 * @returns {Promise<{ path: string } | { message: string }>} where it is, or why there is none and what to do
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return { path: found };

  const output = await installPackage('chromium');
  if (output === undefined) return { message: ADVICE };
  const path = findBrowser();
  return path === undefined ? { message: `${output}\n${ADVICE}` } : { path };
}

const ADVICE =
  'No Chrome or Chromium was found, and none could be installed: install one, or put its path into CHROME_PATH.';

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** WebGPU on a software adapter, and none of the calls home that a closed network turns into noise. */
export const BROWSER_FLAGS = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
