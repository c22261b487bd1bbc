import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToProgram } from '../../network/protocol';
import { Receiver, Sender } from './mailbox';

/** Both sides in one thread: the sender fills the box when it is told that it is empty. */
function connect() {
	const sender = new Sender();
	return { sender, receiver: new Receiver(sender.memory, () => sender.fill()) };
}

const data = (seq: number, length: number): ToProgram => ({
	type: 'data',
	seq,
	now: seq / 8,
	socket: 1,
	bytes: new Uint8Array(length).fill(seq)
});

/** What there is to compare of a message; arrays of millions are compared as one thing. */
const gist = (message: ToProgram) =>
	message.type === 'data' ? { ...message, bytes: Buffer.from(message.bytes).toString('latin1') } : message;

describe('a mailbox', () => {
	it('gives messages out in order, whatever their size and however they are taken', () => {
		const moves = fc.array(fc.oneof(fc.constant('take' as const), fc.integer({ min: 0, max: 2_500_000 })), {
			maxLength: 8
		});
		fc.assert(
			fc.property(moves, (all) => {
				const { sender, receiver } = connect();
				const sent: number[] = [];
				const got: ToProgram[] = [];
				const take = () => {
					const message = receiver.take();
					if (message) got.push(message);
					return message;
				};
				for (const move of all) {
					if (move === 'take') take();
					else sender.send(data(sent.push(move), move));
				}
				while (take());
				const gists = sent.map((length, at) => gist(data(at + 1, length)));
				expect(got.map(gist)).toEqual(gists);
			}),
			{ numRuns: 30 }
		);
	});

	it('keeps texts of every script, and null', () => {
		const { sender, receiver } = connect();
		const typed: ToProgram[] = ['你好 🐇\n', null].map((text, at) => ({
			type: 'stdin',
			seq: at + 1,
			now: 0.5,
			text
		}));
		for (const message of typed) sender.send(message);
		expect([receiver.receive(), receiver.receive(), receiver.take()]).toEqual([...typed, null]);
	});
});
