/** Child processes as promises. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program in the repository's root.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, timeoutMs?: number, env?: Record<string, string> }} [options] `quiet` keeps the output
 *   for the result instead of showing it
 * @returns {Promise<{ code: number, output: string }>} code -1 when it did not start or took longer than allowed
 */
export function run(command, args, { quiet = false, timeoutMs, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      // Shown on standard error, since some commands promise what stands on standard output.
      stdio: ['ignore', quiet ? 'pipe' : process.stderr, quiet ? 'pipe' : process.stderr],
    });
    let output = '';
    let late = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    }
    // First the signal on which test runners put their servers away, then the one that nothing survives.
    const timers =
      timeoutMs === undefined ? [] : [setTimeout(end, timeoutMs), setTimeout(kill, timeoutMs + 10_000)];
    function end() {
      late = true;
      output += `\nEnded after ${timeoutMs / 1000} s, the longest this step may take.\n`;
      child.kill('SIGINT');
    }
    function kill() {
      child.kill('SIGKILL');
    }
    const settle = (code) => {
      timers.forEach(clearTimeout);
      resolve({ code: late ? -1 : code, output });
    };
    child.on('error', (error) => {
      output += `${command} did not start: ${error.message}\n`;
      settle(-1);
    });
    child.on('close', (code) => settle(code ?? -1));
  });
}

/** Arguments for `run` that call npm: the one that called us, where there is one. */
export function npm(...args) {
  const path = process.env.npm_execpath;
  return path === undefined ? ['npm', args] : [process.execPath, [path, ...args]];
}

/** Arguments for `run` that call the program of an installed package, given the path of its script. */
export function installed(script, ...args) {
  return [process.execPath, [`node_modules/${script}`, ...args]];
}
