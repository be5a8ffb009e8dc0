import type { MisfitTold } from '../misfitTold.ts';
import type { Phrases } from '../spoken.ts';

const WANTED = {
  number: 'a number is wanted',
  text: 'a text is wanted',
  flag: 'true or false is wanted',
  list: 'a list is wanted',
  fields: 'an object with fields is wanted',
} as const;

export const MISFITS: Phrases<MisfitTold> = {
  'value-missing': ({ field }) => `“${field}” is missing.`,
  'value-type': ({ field, was, wanted }) => `“${field}” cannot be “${was}”: ${WANTED[wanted]}.`,
  'value-choice': ({ field, was, choices }) => `“${field}” cannot be “${was}”; it may be: ${choices}.`,
  'value-low': ({ field, was, least }) => `“${field}” cannot be ${was}: the least is ${least}.`,
  'value-high': ({ field, was, most }) => `“${field}” cannot be ${was}: the most is ${most}.`,
  'value-not-whole': ({ field, was }) => `“${field}” cannot be ${was}: a whole number is wanted.`,
  'value-no-multiple': ({ field, was, step }) =>
    `“${field}” cannot be ${was}: a multiple of ${step} is wanted.`,
  'text-too-long': ({ field, length, most }) => `“${field}” has ${length} characters, more than ${most}.`,
  'gap-unknown': ({ field, gap, gaps }) => `In “${field}” ${gap} stands for nothing; there are ${gaps}.`,
  'gap-missing': ({ field, gap }) => `“${field}” must hold ${gap}.`,
  'weights-all-none': ({ field }) => `“${field}” leaves no kind of prompt that may be asked for.`,
  'value-unfit': ({ field, was }) => `“${field}” cannot be “${was}”.`,
  'fields-missing': ({ was }) => `An object with fields is wanted, not “${was}”.`,
};
