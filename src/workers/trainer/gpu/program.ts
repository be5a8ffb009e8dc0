/** A compute shader; sizes come in as uniforms, so that networks of all shapes share it. */
export interface Program {
  /** Programs of one name have one text. */
  readonly name: string;
  /** Arrays of floats that are written, by name. */
  readonly outputs: readonly string[];
  /** Arrays that are read, by name; of floats, or where {@link isInteger} says so of 32-bit integers. */
  readonly inputs: readonly string[];
  /** Integers, as `n.name`. */
  readonly sizes: readonly string[];
  /** Floats, as `n.name`. */
  readonly factors?: readonly string[];
  /** Threads of a group: `x` is the faster of `x` and `y`, `lane` counts them all. */
  readonly threads: readonly [x: number, y: number];
  /** WGSL outside of the entry point. */
  readonly functions?: string;
  /**
   * WGSL of the entry point. It knows `group`, of which there may be some beyond those asked for, `part`, `x`, `y` and
   * `lane`, all i32.
   */
  readonly main: string;
}

/** Whether an array of this name holds integers. */
export const isInteger = (name: string): boolean => name.startsWith('int');

export function sourceOf(program: Program): string {
  const { outputs, inputs, sizes, factors = [], threads, functions = '', main } = program;
  const arrays = [...outputs, ...inputs].map((name, i) => {
    const access = i < outputs.length ? 'read_write' : 'read';
    return `@group(0) @binding(${i}) var<storage, ${access}> ${name}: array<${isInteger(name) ? 'i32' : 'f32'}>;`;
  });
  const numbers = [
    // TF.js puts the strides of its result first.
    'strides: i32',
    ...sizes.map((name) => `${name}: i32`),
    ...factors.map((name) => `${name}: f32`),
  ];
  return `
struct Numbers { ${numbers.join(', ')} }
${arrays.join('\n')}
@group(0) @binding(${arrays.length}) var<uniform> n: Numbers;
${functions}
@compute @workgroup_size(${threads[0]}, ${threads[1]})
fn main(@builtin(workgroup_id) groupId: vec3<u32>, @builtin(num_workgroups) groupCount: vec3<u32>,
        @builtin(local_invocation_id) threadId: vec3<u32>) {
  let group = i32(groupId.y * groupCount.x + groupId.x);
  let part = i32(groupId.z);
  let x = i32(threadId.x);
  let y = i32(threadId.y);
  let lane = y * ${threads[0]} + x;
  ${main}
}`;
}

/** A program of one thread for each of `n.size` numbers, whose place is `i`. */
export const perNumber = (
  program: Omit<Program, 'threads' | 'sizes'> & { readonly sizes?: readonly string[] },
): Program => ({
  ...program,
  sizes: ['size', ...(program.sizes ?? [])],
  threads: [64, 1],
  main: `let i = group * 64 + lane;
  if (i >= n.size) { return; }
  ${program.main}`,
});

export const groupsFor = (size: number, perGroup = 64): number => Math.ceil(size / perGroup);
