/** Starts threads of Node with the runtime that runs JavaScript programs in the page. */
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { bundleProgramWorker } from '../../scripts/program-worker.js';
import type { ProgramBoot } from '../../src/lib/programs/program';

/**
 * What a thread does first. Compiling the runtime anew for each would cost more than running most programs. What was
 * compiled elsewhere can't import modules: it is given a function that can.
 */
const START = `
globalThis.importModule = (url) => import(url);
const { Script } = require('node:vm');
const { runtime, compiled } = require('node:worker_threads').workerData;
new Script(runtime, { cachedData: compiled }).runInThisContext();
`;

/** Bundles the runtime; answers what starts a thread for a program. */
export async function programThreads(): Promise<(boot: Omit<ProgramBoot, 'port'>) => Worker> {
	const entry = fileURLToPath(new URL('program-thread.ts', import.meta.url));
	const runtime = await bundleProgramWorker({ entry, minify: false, external: ['node:worker_threads'] });
	const compiled = shared(new Script(runtime).createCachedData());
	return (boot) => new Worker(START, { eval: true, workerData: { ...boot, runtime, compiled } });
}

/** All threads read the same bytes. */
export function shared(bytes: Uint8Array): Uint8Array {
	const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
	copy.set(bytes);
	return copy;
}
