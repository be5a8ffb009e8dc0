/** Runs in a page: the sandbox's worker as the search reaches it. */
import { SandboxClient } from '../../../src/workers/search/sandboxClient.ts';

const client = new SandboxClient();

export const compile: SandboxClient['compile'] = (source, task) => client.compile(source, task);
