import type { ModelTold } from '../modelTold.ts';
import type { Phrases } from '../spoken.ts';

const GOES_ON = { earlier: 'so the one before it goes on', none: 'nor the one before it' } as const;

export const MODELS: Phrases<ModelTold> = {
  'no-model': () => 'No language model is loaded.',
  'tuning-off': () => 'It is switched off: the paper’s own ablation.',
  'weights-fixed': () => 'The model’s weights are fixed: the paper’s own ablation.',
  'too-few-children': () => 'There were too few children to learn from.',
  'model-load-stopped': () => 'Loading was stopped: load the model again when it is wanted.',
  'model-not-loaded': () => 'No language model is loaded: choose one and load it.',
  'model-webgpu-missing': () =>
    'This browser offers no WebGPU, which a language model needs: use a current Chrome or Edge.',
  'model-webgpu-too-little': () =>
    'This browser offers no WebGPU that is enough for a language model: use a current Chrome or Edge.',
  'model-gpu-too-little': ({ limit, least }) =>
    `This GPU offers too little for a language model (${limit} below ${least}): use another machine, or search without a model.`,
  'model-gpu-no-f16': () => 'This GPU does not compute in 16 bits: choose the 32-bit build of the model.',
  'model-gpu-lost': () =>
    'The GPU stopped answering, most often for want of memory: load the model again, or choose a smaller one.',
  'model-out-of-memory': () =>
    'There is not enough memory for this model: close other tabs, or choose a smaller one.',
  'prompt-too-long': () =>
    'The prompt is too long: show the model fewer or shorter programs, or choose one with a longer context.',
  'prompt-beyond-context': ({ tokens, context }) =>
    `The prompt of ${tokens} tokens does not fit into the model’s ${context}: show the model fewer or shorter programs, or choose one with a longer context.`,
  'model-store-full': () =>
    'The browser has no room left to store the model: delete a stored model, free some disk space, leave private browsing, or choose a smaller model.',
  'model-no-room': ({ needed, free }) =>
    `The model needs ${needed} MB and the browser may store ${free} MB more: delete a stored model, free some disk space, leave private browsing, or choose a smaller model.`,
  'model-file-damaged': () =>
    'A file of the model is damaged or does not belong to it: load it again, or delete it under “Stored models” first.',
  'model-file-page': ({ address }) =>
    `A file of the model is damaged, since ${address} is a web page: load it again, or from another place.`,
  'model-file-other': ({ address }) =>
    `A file of the model is damaged, since ${address} has another content than it should: load it again, or from another place.`,
  'model-file-length': ({ address, bytes, listed }) =>
    `A file of the model is damaged, since ${address} has ${bytes} bytes where its list says ${listed}: load it again, or from another place.`,
  'model-download-cut': () =>
    'The download ended early: check the network, or whether it blocks the address, and load again; what has arrived is kept.',
  'model-unanswered': ({ address, status }) =>
    `The model could not be downloaded, since ${address} answered ${status}: check the address, or choose another model.`,
  'model-failed': ({ fault }) => `The language model failed (${fault}): load it again, or choose another.`,
  'model-worker-lost': ({ loss }) => `${loss} Load the model again.`,
  'browser-model-absent': () => 'This browser brings no language model: choose another.',
  'browser-prompt-too-long': () =>
    'The prompt is too long for the browser’s model: choose a model with a longer context.',
  'browser-model-refused': () =>
    'The browser does not let this page use its model: press Load once more, or see its settings.',
  'browser-model-undownloaded': () =>
    'The browser could not download its model: check the network and load it again.',
  'browser-model-lost': () => 'The browser’s model stopped answering: load it again, or choose another.',
  'browser-model-failed': ({ fault }) =>
    `The browser’s model failed (${fault}): load it again, or choose another.`,
  'no-model-in-files': ({ file }) =>
    `There is no model in these files: pick a folder that holds a ${file}, or one above it.`,
  'model-folder-lacks': ({ model, file }) =>
    `The folder of ${model} holds no ${file}: copy the model’s folder anew.`,
  'model-library-missing': ({ model, file }) =>
    `There is no library for ${model}: put ${file} into its folder.`,
  'model-library-unnamed': ({ model }) =>
    `There is no library for ${model}: put its .wasm file into its folder.`,
  'model-copy-other': ({ file, model }) =>
    `${file} of ${model} is damaged, since it has another content than its list says: copy it anew.`,
  'model-copy-length': ({ file, model, bytes, listed }) =>
    `${file} of ${model} has ${bytes} bytes where its list says ${listed}: copy it anew.`,
  'model-copy-unparsed': ({ file, model }) =>
    `${file} of ${model} does not parse: copy the model’s folder anew.`,
  'address-empty': () => 'There is no address: type one such as http://192.168.0.2:8000/models/.',
  'address-unreadable': ({ typed }) =>
    `“${typed}” is no address: type one such as http://192.168.0.2:8000/models/.`,
  'address-unfetchable': ({ typed }) =>
    `“${typed}” cannot be fetched: an address begins with http:// or https://.`,
  'address-insecure': ({ host }) =>
    `A page over https may fetch nothing over http: give ${host} a certificate, or serve the page over http too.`,
  'address-silent': ({ address }) =>
    `${address} does not answer this page: check that the server runs and allows other pages to read it (the header Access-Control-Allow-Origin: *).`,
  'address-without-models': ({ address, example }) =>
    `There is no model of the list at ${address}: for example ${example} should be there.`,
  'tuning-stopped': () => 'Tuning was stopped: the model is as it was before.',
  'tuning-diverged': () => 'Tuning diverged and was undone: a lower learning rate may help.',
  'tuning-out-of-memory': () =>
    'There is not enough memory to tune the model: close other tabs, or take fewer tokens per step.',
  'tuning-lost': () =>
    'Tuning ended early, most often for want of memory; the model is as it was before: close other tabs and try again.',
  'tuning-under-way': () => 'A model is being tuned already: wait for it, or stop it first.',
  'nothing-fits-model': () =>
    'There is nothing to learn from: no program fits into the model together with its prompt.',
  'too-few-lessons': ({ least }) =>
    `There is too little to learn from: ${least} trained networks that are nobody’s parent are needed.`,
  'only-built-in-learns': () => 'Only the built-in model, or a tuning of it, can be tuned: load it first.',
  'model-cannot-learn': () => 'The language model in use cannot learn: load the built-in one.',
  'model-changed-meanwhile': () =>
    'The model was changed while it was being tuned: what came of it is in the list of models.',
  'layers-lost': () =>
    'The GPT over layers was lost with its worker, most often for want of memory: close other tabs and start the run anew.',
  'layers-without-corpus': () => 'There are no networks to learn from: the corpus is empty.',
  'layers-untaught': () => 'The GPT over layers has no weights: load or pre-train it first.',
  'tuned-unloaded': ({ why, goesOn }) => `The tuned model could not be loaded, ${GOES_ON[goesOn]}. ${why}`,
};
