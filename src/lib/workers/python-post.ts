/**
 * The post of a Python program whose worker blocks: what the world says goes into a mailbox that both workers share,
 * what the program says is passed on.
 */
import type { FromProgram, ToProgram } from '../network/protocol';
import type { ProgramBootReply } from '../programs/program';
import { Sender } from '../programs/python/mailbox';

/** What the program's worker says: first where the world is; then messages for it, and that the box is empty. */
export type ToPost =
	| { readonly type: 'world'; readonly port: MessagePort }
	| { readonly type: 'emptied' }
	| { readonly type: 'said'; readonly message: FromProgram };

self.onmessage = ({ data: { port } }: MessageEvent<{ port: MessagePort }>) => {
	self.onmessage = null;
	const sender = new Sender();
	let world: MessagePort | null = null;
	port.onmessage = ({ data }: MessageEvent<ToPost>) => {
		if (data.type === 'emptied') {
			sender.fill();
		} else if (data.type === 'said') {
			world?.postMessage(data.message);
		} else {
			world = data.port;
			world.onmessage = (event: MessageEvent<ToProgram>) => sender.send(event.data);
		}
	};
	port.postMessage(sender.memory);
	self.postMessage({ type: 'ready' } satisfies ProgramBootReply);
};
