/** A JavaScript program's worker thread: as `src/lib/workers/javascript-program.ts`, on Node. */
import packages from 'virtual:program-packages';
import { parentPort, workerData } from 'node:worker_threads';
import type { ToProgram } from '../../src/lib/network/protocol';
import type { ProgramBoot } from '../../src/lib/programs/program';
import { runProgram } from '../../src/lib/programs/javascript/runtime';
import { NodeHost } from './node-host';

const program = runProgram(workerData as ProgramBoot, new NodeHost(), packages);
parentPort!.on('message', (message: ToProgram) => program.receive(message));
