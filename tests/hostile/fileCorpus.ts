/** All hostile and broken files and addresses, by family. */
import { type HostileFile, through } from './file.ts';
import { BOMBS, CUT, FLIPPED, FRAMES, HUGE, OTHER } from './files/bytesOfRuns.ts';
import { BENCHMARKS, DATASETS, RECORDINGS, openRecording } from './files/data.ts';
import { openBenchmark, openBomb, openData, openLink, openRun } from './files/doors.ts';
import { FORMS, VALUES } from './files/links.ts';
import {
  BUILT_IN,
  FOLDERS,
  LAYERS,
  SERVED,
  TENSORS,
  openBuiltIn,
  openFolder,
  openLayers,
  openList,
  openServed,
} from './files/models.ts';
import {
  COUNTS,
  DEPTH_OF_RUNS,
  HEADS,
  KIN,
  LETTERS_OF_RUNS,
  LONG,
  ORDER,
  POLLUTION,
  PROGRAMS,
  SIZES_OF_RUNS,
  TYPES,
} from './files/wordsOfRuns.ts';

const openWhole = (make: () => Uint8Array) => openRun(make);

export const FILES: ReadonlyMap<string, readonly HostileFile[]> = new Map([
  ['runs: other files', through(openWhole, OTHER)],
  ['runs: cut short', through(openWhole, CUT)],
  ['runs: bits turned', through(openWhole, FLIPPED)],
  ['runs: frames and packing', through(openWhole, FRAMES)],
  ['runs: bombs', through(openBomb, BOMBS)],
  ['runs: huge ones', through(openWhole, HUGE)],
  ['runs: first lines', through(openWhole, HEADS)],
  ['runs: lines', through(openWhole, COUNTS)],
  ['runs: values of other types', through(openWhole, TYPES)],
  ['runs: sizes', through(openWhole, SIZES_OF_RUNS)],
  ['runs: nesting', through(openWhole, DEPTH_OF_RUNS)],
  ['runs: lists without end', through(openWhole, LONG)],
  ['runs: prototype pollution', through(openWhole, POLLUTION)],
  ['runs: letters that deceive', through(openWhole, LETTERS_OF_RUNS)],
  ['runs: order and numbers of events', through(openWhole, ORDER)],
  ['runs: parents', through(openWhole, KIN)],
  ['runs: hostile programs within', through(openWhole, PROGRAMS)],
  ['addresses: forms', through(openLink, FORMS)],
  ['addresses: values', through(openLink, VALUES)],
  ['data sets', through(openData, DATASETS)],
  ['the benchmark', through(openBenchmark, BENCHMARKS)],
  ['recordings', through(openRecording, RECORDINGS)],
  ['the built-in model', through(openBuiltIn, BUILT_IN)],
  ['models of other servers', through(openServed, SERVED)],
  ['models from folders', through(openFolder, FOLDERS)],
  ['weights of the GPT over layers', through(openLayers, LAYERS)],
  ['lists of tensors', through(openList, TENSORS)],
]);
