/** The files of an export, with their names; what the page saves. */
import type { Architecture, CandidateId, RunEvent } from '../domain.ts';
import type { CandidateRecord } from '../run/fold.ts';
import type { RunSpec } from '../spec/spec.ts';
import { writeKeras } from './keras.ts';
import { writePytorch } from './pytorch.ts';
import { writeRunCsv, writeRunJson } from './runFiles.ts';
import { writeSafetensors } from './safetensors.ts';
import { writeTfjsModel } from './tfjsModel.ts';
import type { ExportWeight } from './weights.ts';

export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

const PYTHON = 'text/x-python';
const BINARY = 'application/octet-stream';

export const pytorchFile = (id: CandidateId, architecture: Architecture): ExportFile => ({
  name: `candidate_${id}_pytorch.py`,
  type: PYTHON,
  content: writePytorch(architecture, `Candidate ${id}`),
});

export const kerasFile = (id: CandidateId, architecture: Architecture): ExportFile => ({
  name: `candidate_${id}_keras.py`,
  type: PYTHON,
  content: writeKeras(architecture, `Candidate ${id}`),
});

/** For both Python files. */
export const weightsFile = (
  id: CandidateId,
  { topology }: Architecture,
  weights: readonly ExportWeight[],
): ExportFile => ({
  name: `candidate_${id}.safetensors`,
  type: BINARY,
  content: writeSafetensors(topology, weights),
});

export function tfjsFiles(
  id: CandidateId,
  { topology }: Architecture,
  weights: readonly ExportWeight[],
): readonly ExportFile[] {
  const binary = `candidate_${id}_tfjs.bin`;
  const model = writeTfjsModel(topology, weights, binary);
  return [
    { name: `candidate_${id}_tfjs.json`, type: 'application/json', content: model.json },
    { name: binary, type: BINARY, content: model.weights },
  ];
}

export const csvFile = (candidates: readonly CandidateRecord[]): ExportFile => ({
  name: 'run.csv',
  type: 'text/csv',
  content: writeRunCsv(candidates),
});

export const jsonFile = (spec: RunSpec, events: readonly RunEvent[]): ExportFile => ({
  name: 'run.json',
  type: 'application/json',
  content: writeRunJson(spec, events),
});
