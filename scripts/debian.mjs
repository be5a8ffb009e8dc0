/** Installs packages where that can be done without asking: on Debian and its like. Imports only what Node brings. */
import { run } from './process.mjs';

/** @returns what apt-get had to say; undefined where it cannot be used */
export async function installPackage(name) {
  const command = await aptCommand();
  if (command === undefined) return undefined;
  console.error(`Installing ${name} with apt-get …`);
  const [program, ...prefix] = command;
  const apt = (...args) =>
    run(program, [...prefix, ...args], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
  const install = () => apt('install', '-y', '--no-install-recommends', name);
  let result = await install();
  if (result.code !== 0) {
    await apt('update');
    result = await install();
  }
  return result.output;
}

/** How to call apt-get with a superuser's rights; undefined where that cannot be done without asking. */
async function aptCommand() {
  if ((await run('apt-get', ['--version'], { quiet: true })).code !== 0) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  const sudo = await run('sudo', ['-n', 'true'], { quiet: true });
  return sudo.code === 0 ? ['sudo', '-n', 'apt-get'] : undefined;
}
