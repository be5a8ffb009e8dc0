/** Makes NOTICE out of the lock file and the licences in node_modules, so that no package that is shipped is forgotten. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../process.mjs';

/** Development packages whose code ends up in the page: its service worker, the preloading of its parts, its messages. */
const ALSO_SHIPPED = [
  '@inlang/paraglide-js',
  'vite',
  'vite-plugin-pwa',
  'workbox-core',
  'workbox-precaching',
  'workbox-routing',
  'workbox-strategies',
  'workbox-window',
];
/** Packages that others ask for but that the page holds nothing of: types, a compiler, what is for Node alone. */
const NOT_SHIPPED =
  /^(@types\/|@webgpu\/types|@typescript-eslint\/|typescript$|node-fetch$|tr46$|webidl-conversions$|whatwg-url$)/;

/** What a package says of its licence wrongly or not at all, as the file beside it has it. */
const LICENCES = { jstat: 'MIT', '@tensorflow/tfjs-layers': 'Apache-2.0' };
/** Holders whom a package's licence names nowhere. */
const HOLDERS = {
  '@huggingface/tokenizers': 'Copyright Hugging Face.',
  '@mlc-ai/web-llm': 'Copyright the MLC AI contributors.',
  '@tensorflow/tfjs-backend-cpu': 'Copyright Google LLC.',
  '@tensorflow/tfjs-backend-wasm': 'Copyright Google LLC.',
  '@tensorflow/tfjs-backend-webgpu': 'Copyright Google LLC.',
  '@tensorflow/tfjs-core': 'Copyright Google LLC.',
  '@tensorflow/tfjs-layers': 'Copyright Google LLC.',
  '@jitl/quickjs-wasmfile-release-sync': 'Copyright Jake Teton-Landis.',
  comlink: 'Copyright Google LLC.',
  devalue: 'Copyright (c) 2018-2019 the devalue contributors.',
  esrap: 'Copyright (c) 2023-2025 the esrap contributors.',
  zimmerframe: 'Copyright (c) 2023 the zimmerframe contributors.',
  long: 'Copyright Daniel Wirtz.',
};
/** Works within packages, under licences of their own. */
const WITHIN = {
  '@jitl/quickjs-wasmfile-release-sync':
    'QuickJS, MIT License. Copyright (c) 2017-2021 Fabrice Bellard, Copyright (c) 2017-2021 Charlie Gordon.',
  '@mlc-ai/web-llm': 'parts of Apache TVM, Apache License 2.0.',
  '@tensorflow/tfjs-layers': 'parts of Keras, MIT License.',
};

const TITLES = {
  'Apache-2.0': 'THE APACHE LICENSE 2.0 (its text is in LICENSE)',
  MIT: 'THE MIT LICENSE (its text is below)',
  ISC: 'THE ISC LICENSE (its text is below)',
  Unlicense: 'THE UNLICENSE, WHICH GIVES IT TO THE PUBLIC DOMAIN',
};

/** @returns {string} what NOTICE should be. @throws when a package is shipped under a licence that has no place here */
export function notice() {
  const packages = shipped();
  const unknown = packages.find(({ licence }) => !(licence in TITLES));
  if (unknown)
    throw new Error(`${unknown.name} is under ${unknown.licence}, which scripts/notice knows no text of.`);
  const parts = Object.entries(TITLES).map(([licence, title]) => {
    const entries = packages.filter((each) => each.licence === licence).map(entry);
    const text = licence === 'MIT' || licence === 'ISC' ? `\n\n${read(`${licence}.txt`).trim()}` : '';
    return `SOFTWARE UNDER ${title}\n\n${entries.join('\n')}${text}`;
  });
  return `${[read('head.txt').trim(), ...parts].join('\n\n\n')}\n`;
}

const read = (file) => readFileSync(new URL(file, import.meta.url), 'utf8');

/** Packages of which there is something in the page, by name. */
export function shipped() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { dev, version, license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return {
        name,
        path,
        version,
        isShipped: !dev || ALSO_SHIPPED.includes(name),
        licence: LICENCES[name] ?? license,
      };
    })
    .filter(({ name, isShipped }) => isShipped && !NOT_SHIPPED.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function entry({ name, path, version }) {
  const within = WITHIN[name] === undefined ? '' : `\n  with ${WITHIN[name]}`;
  return `${name} ${version}. ${HOLDERS[name] ?? holdersOf(join(ROOT, path))}${within}`;
}

/** The lines of a licence that say whose it is. */
function holdersOf(folder) {
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) return `Copyright ${authorOf(folder)}.`;
  const lines = readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .map((line) =>
      line
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/<[^>]*>/g, '')
        .trim(),
    )
    .filter((line) => /^copyright\b.*\d{4}/i.test(line) || /^copyright \(c\) /i.test(line))
    .map((line) => line.replace(/\s+/g, ' ').replace(/[. ]*$/, '.'));
  return lines.length > 0 ? [...new Set(lines)].join(' ') : `Copyright ${authorOf(folder)}.`;
}

function authorOf(folder) {
  const { author, contributors, name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const first = author ?? contributors?.[0];
  const text = typeof first === 'object' ? first.name : first;
  return text?.replace(/\s*[<(].*$/, '') ?? `the authors of ${name}`;
}
