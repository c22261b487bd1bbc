/**
 * A Python program's worker. It boots an interpreter at once, and waits on a port of its own for the program that
 * is to run in it: so an interpreter can be ready before anybody has pressed Run.
 */
import { bootInterpreter, type InterpreterParts } from '../programs/python/interpreter';
import { runProgram } from '../programs/python/runtime';
import type { ProgramBoot } from '../programs/program';

/** The first message. */
export interface PythonBoot extends InterpreterParts {
	/** Carries one `ProgramBoot` later, when there is a program. */
	readonly port: MessagePort;
}

/** What the worker answers. */
export type PythonBootReply =
	| { readonly type: 'ready'; readonly snapshot: Blob | null }
	| { readonly type: 'failed'; readonly message: string };

const reply = self.postMessage.bind(self) as (reply: PythonBootReply) => void;

self.onmessage = async ({ data: { port, ...parts } }: MessageEvent<PythonBoot>) => {
	self.onmessage = null;
	try {
		const { python, snapshot } = await bootInterpreter(parts);
		port.onmessage = ({ data }: MessageEvent<ProgramBoot>) => runProgram(python, data);
		reply({ type: 'ready', snapshot });
	} catch (error) {
		reply({ type: 'failed', message: String(error) });
	}
};
