/** The C header that carries the WGSL kernels, and what the library and the runtime want to know about each. */
import { readFileSync } from 'node:fs';

/** Name, source file, and what precedes it. Those with a number are for one token, or for many in runs of four. */
const ONE = ['one', 'weights'];
const FOUR = ['four', 'weights'];
const KERNELS = [
  { name: 'fold' },
  { name: 'embed' },
  { name: 'attend_inputs_1', file: 'attend_inputs', before: ONE },
  { name: 'attend_inputs_4', file: 'attend_inputs', before: FOUR },
  { name: 'attend_one' },
  { name: 'attend_many' },
  { name: 'out_1', file: 'project', before: ONE, constants: 'const INPUTS = WIDTH;' },
  { name: 'out_4', file: 'project', before: FOUR, constants: 'const INPUTS = WIDTH;' },
  { name: 'gate_1', file: 'gate', before: ONE },
  { name: 'gate_4', file: 'gate', before: FOUR },
  { name: 'down_1', file: 'project', before: ONE, constants: 'const INPUTS = HIDDEN;' },
  { name: 'down_4', file: 'project', before: FOUR, constants: 'const INPUTS = HIDDEN;' },
  { name: 'head', before: ONE },
  { name: 'softmax' },
  { name: 'argsort' },
  { name: 'sample' },
  { name: 'mask' },
  { name: 'bias' },
  { name: 'penalise' },
];

export function kernelHeader(folder) {
  const read = (file) => readFileSync(new URL(`${file}.wgsl`, folder), 'utf8');
  const kernels = KERNELS.map(({ name, file = name, before = [], constants = '' }) => {
    const body = read(file).replace('ENTRY', name);
    return { ...signature(body), name, source: [constants, ...before.map(read), body].map(bare).join('') };
  });
  const map = Object.fromEntries(kernels.map((kernel) => [kernel.name, described(kernel)]));
  return [
    `enum Kernel { ${kernels.map(({ name }) => `KERNEL_${name}`).join(', ')}, KERNEL_COUNT };`,
    `static const char KERNEL_MAP[] = ${cString(JSON.stringify(map))};`,
    'typedef struct { const char *name, *source; u32 buffers, numbers, threads; } KernelInfo;',
    'static const KernelInfo KERNELS[] = {',
    ...kernels.map(
      ({ name, source, written, numbers, threads }) =>
        `{${cString(name)}, ${cString(source)}, ${written.length}, ${numbers}, ${threads}},`,
    ),
    '};',
    '',
  ].join('\n');
}

/** Read off the source: its storage buffers, in order, the integers of `Numbers` but for the runtime's own, the grid. */
function signature(body) {
  const [, size] = /@workgroup_size\((\w+)\)/.exec(body);
  return {
    written: [...body.matchAll(/var<storage, (read|read_write)>/g)].map(([, access]) => +(access !== 'read')),
    numbers: /struct Numbers \{(.*)\}/.exec(body)[1].split(',').length - 1,
    threads: size === 'threads' ? /const threads = (\d+)u;/.exec(body)[1] : size,
  };
}

/** As the runtime wants it; one axis of workgroups is enough for all. */
const described = ({ name, written, numbers }) => ({
  name,
  arg_types: [...written.map(() => 'handle'), ...Array(numbers).fill('uint32')],
  launch_param_tags: ['blockIdx.x', `paramWriteAccess:[${written}]`],
});

/** Without comments and indentation: the source travels in the library. */
const bare = (source) =>
  source
    .replace(/\/\/.*/g, '')
    .replace(/^\s+/gm, '')
    .replace(/([^\n])$/, '$1\n');

/** JSON's escapes are C's for ASCII text. */
const cString = (text) => JSON.stringify(text);
