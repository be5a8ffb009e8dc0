import type { DataTold } from '../dataTold.ts';
import type { Phrases } from '../spoken.ts';

const LINK_WANTS = {
  number: 'a number is wanted',
  flag: 'on or off is wanted',
  word: 'a word is wanted',
  text: 'a text is wanted, escaped as in an address',
  weights: 'kinds of prompt with their weights are wanted, such as widen:2,shrink:0',
} as const;

export const DATA: Phrases<DataTold> = {
  'class-absent': ({ label, classes }) =>
    `There is no class ${label}: the dataset has ${classes}, numbered from 0.`,
  'class-twice': ({ label, name }) =>
    `Both classes of the pair are ${label} (${name}): choose two that differ.`,
  'paddings-crossed': ({ smallest, largest }) =>
    `The smallest padding (${smallest}) is above the largest (${largest}): lower paddingMin or raise paddingMax.`,
  'shift-too-long': ({ points, length }) =>
    `A shift of up to ${points} points is more than the ${length} points of the padded signal: lower maxTranslation or raise paddingMax.`,
  'file-missing': ({ address }) =>
    `The server has no ${address}: build or copy the page anew, with all its folders.`,
  'file-refused': ({ address, status }) => `The server answered ${status} for ${address}: try again later.`,
  'file-unfetched': ({ address, fault }) =>
    `${address} could not be fetched (${fault}): see that the page’s server still runs, then try again.`,
  'file-length': ({ address, bytes, promised }) =>
    `${address} has ${bytes} bytes where its manifest promises ${promised}: reload the page to fetch it anew.`,
  'file-hash': ({ address }) =>
    `${address} is not the file its manifest describes (sha256 differs): reload the page to fetch it anew.`,
  'file-not-gzip': ({ address, count, shape, bytes }) =>
    `${address} is not a whole gzip file where ${count} examples of shape ${shape} need ${bytes} bytes: make the dataset anew with its script.`,
  'file-unpacked': ({ address, unpacked, count, shape, bytes }) =>
    `${address} unpacks to ${unpacked} bytes where ${count} examples of shape ${shape} need ${bytes}: make the dataset anew with its script.`,
  'label-beyond': ({ address, example, label, classes }) =>
    `${address} gives example ${example} the class ${label}, but there are only ${classes} classes, from 0 on: make the dataset anew with its script.`,
  'manifest-not-json': ({ address }) => `${address} is not JSON: make the dataset anew with its script.`,
  'manifest-unreadable': ({ address, faults }) =>
    `${address} is not a manifest this page can read. ${faults}`,
  'shipped-hash': ({ address }) =>
    `${address} is not the file that belongs to this page (sha256 differs): reload the page to fetch it anew.`,
  'benchmark-foreign': () =>
    'This is not a file of a benchmark: fetch it anew, or make it with npm run make-benchmark.',
  'benchmark-version': ({ version, reads }) =>
    `The benchmark is of version ${version} and this page reads version ${reads}: reload the page.`,
  'benchmark-header-unreadable': () =>
    'What the benchmark says of itself cannot be read: fetch the file anew.',
  'benchmark-card': ({ faults }) => `What the benchmark says of itself is wrong. ${faults}`,
  'benchmark-hash': () => 'The benchmark is not as it was made (sha256 differs): fetch the file anew.',
  'benchmark-length': ({ bytes, networks }) =>
    `The benchmark has ${bytes} bytes of columns, which are not those of ${networks} networks: fetch the file anew.`,
  'benchmark-networks': () =>
    'The benchmark has a network that its space has not, or one twice: make it anew.',
  'benchmark-pair': () => 'The test figures are of another benchmark than the table: fetch both files anew.',
  'benchmark-not-gzip': ({ address }) =>
    `${address} is not a whole gzip file: reload the page to fetch it anew.`,
  'run-not-kept': ({ id }) => `There is no run ${id} in the store.`,
  'events-missing': ({ id, after }) => `Events of run ${id} are missing after ${after}.`,
  'run-moved': ({ id, kept, after }) => `${kept} events of run ${id} are kept, not ${after}.`,
  'no-run-in-events': () => 'The list of events holds no run: its first event must be `started`.',
  'events-miscounted': ({ announced, follow }) => `${announced} events are announced and ${follow} follow.`,
  'line-not-json': () => 'It is not JSON.',
  'started-misplaced': () => 'The event `started` must come first, and only there.',
  'line-too-deep': ({ most }) => `It nests more than ${most} brackets within one another.`,
  'store-newer': () =>
    'A newer version of this page has taken over the saved runs, so that nothing more is saved here: reload this page.',
  'store-held': () =>
    'Another tab with an older version of this page holds the saved runs, so that nothing is saved here: close that tab, then reload this page.',
  'asked-out-of-order': ({ id, after }) => `Candidate ${id} is asked for out of order, after ${after}.`,
  'never-asked': ({ id }) => `An event speaks of candidate ${id}, which was never asked for.`,
  misfits: ({ one, others }) => `${one} ${others}`,
  'link-key-unknown': ({ key }) => `“${key}” in the address is no setting of this page.`,
  'link-key-unfitting': ({ key }) => `“${key}” in the address does not go with the other settings there.`,
  'link-setting-unfit': ({ fault }) => `The address holds a setting that cannot be. ${fault}`,
  'link-value': ({ key, value, wanted }) => `“${key}=${value}” in the address: ${LINK_WANTS[wanted]}.`,
};
