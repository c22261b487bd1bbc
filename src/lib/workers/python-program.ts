/**
 * A Python program's worker. It boots an interpreter at once, and waits on a port of its own for the program that
 * is to run in it: so an interpreter can be ready before anybody has pressed Run.
 */
import { bootInterpreter, type InterpreterParts } from '../programs/python/interpreter';
import { Receiver } from '../programs/python/mailbox';
import { runBlocking, runSuspending } from '../programs/python/runtime';
import type { ProgramBoot } from '../programs/program';
import type { ToPost } from './python-post';

/** The first message. */
export interface PythonBoot extends InterpreterParts {
	/** Carries one `ProgramBoot` later, when there is a program. */
	readonly port: MessagePort;
	/** Leads to the worker with the program's mailbox, where programs wait by blocking; null where they are suspended. */
	readonly post: MessagePort | null;
}

/** What the worker answers. */
export type PythonBootReply =
	| { readonly type: 'ready'; readonly snapshot: Blob | null }
	| { readonly type: 'failed'; readonly message: string };

const reply = self.postMessage.bind(self) as (reply: PythonBootReply) => void;

self.onmessage = async ({ data: { port, post, ...parts } }: MessageEvent<PythonBoot>) => {
	self.onmessage = null;
	try {
		// One way or the other: where programs block, Python is not to know that it could suspend them.
		if (post) delete (WebAssembly as { Suspending?: unknown }).Suspending;
		const memory =
			post &&
			new Promise<SharedArrayBuffer>((resolve) => {
				post.onmessage = ({ data }: MessageEvent<SharedArrayBuffer>) => resolve(data);
			});
		const { python, snapshot } = await bootInterpreter(parts);
		const mailbox = memory && new Receiver(await memory, () => tell({ type: 'emptied' }));
		port.onmessage = ({ data }: MessageEvent<ProgramBoot>) => {
			if (!mailbox) return runSuspending(python, data);
			tell({ type: 'world', port: data.port }, [data.port]);
			runBlocking(python, data, mailbox, (message) => tell({ type: 'said', message }));
		};
		reply({ type: 'ready', snapshot });
	} catch (error) {
		reply({ type: 'failed', message: String(error) });
	}

	function tell(said: ToPost, transfer: Transferable[] = []): void {
		post!.postMessage(said, transfer);
	}
};
