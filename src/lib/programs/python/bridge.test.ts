import { describe, expect, it, vi } from 'vitest';
import { type FromProgram, PATIENCE, type ToProgram } from '../../network/protocol';
import { Bridge } from './bridge';

/** A program that has been started, and hands back what it says. */
function start() {
	let real = 0;
	let seq = 0;
	const said: FromProgram[] = [];
	const bridge = new Bridge(
		(message) => said.push(message),
		() => real
	);
	const tell = (news: object) => bridge.receive({ seq: ++seq, now: 0, ...news } as ToProgram);
	tell({ type: 'start', epoch: 0, speed: 1, patience: PATIENCE });
	return { bridge, said, tell, pass: (milliseconds: number) => (real += milliseconds) };
}

const INTERRUPT = { type: 'signal', signal: 'SIGINT' };

describe('Bridge', () => {
	it('lets a rest end with what the world says, and answers it with the next rest', () => {
		const { bridge, said, tell } = start();
		bridge.rest(5, undefined);
		expect(said).toEqual([{ type: 'idle', wake: 5, background: null, seen: 1 }]);
		tell({ type: 'stdin', text: 'Ann\n' });
		expect(bridge.resting).toBe(false);
		expect(bridge.next()).toBe(6);
		expect(bridge.text).toBe('Ann\n');
		bridge.rest(undefined, undefined);
		expect(said.at(-1)).toEqual({ type: 'idle', wake: null, background: null, seen: 2 });
	});

	it('keeps what is said to a program at work until it rests', () => {
		const { bridge, said, tell } = start();
		tell({ type: 'stdin', text: 'Ann\n' });
		expect(bridge.next()).toBe(0);
		bridge.rest(undefined, undefined);
		expect(bridge.resting).toBe(false);
		expect(bridge.next()).toBe(6);
		bridge.rest(undefined, undefined);
		expect(said).toMatchObject([{ type: 'idle', seen: 2 }]);
	});

	it('lets a program at work take a signal once, and still answers for it', () => {
		const { bridge, said, tell } = start();
		expect(bridge.takeSignal()).toBeUndefined();
		tell(INTERRUPT);
		expect(bridge.takeSignal()).toBe('SIGINT');
		expect(bridge.takeSignal()).toBeUndefined();
		bridge.rest(undefined, undefined);
		expect(bridge.next()).toBe(0);
		bridge.rest(undefined, undefined);
		expect(said).toMatchObject([{ type: 'idle', seen: 2 }]);
	});

	it('gives a signal that nobody took as news', () => {
		const { bridge, tell } = start();
		tell(INTERRUPT);
		bridge.rest(undefined, undefined);
		expect(bridge.next()).toBe(5);
		expect(bridge.text).toBe('SIGINT');
	});

	it('has a program that never rests listen now and then', async () => {
		vi.useFakeTimers();
		const { bridge, pass } = start();
		const raised = () => Array.from({ length: 100 }, () => bridge.attention[0]).filter(Boolean).length;
		expect(raised()).toBe(0);
		pass(1000);
		expect(raised()).toBeGreaterThan(0);
		expect(bridge.listen()).toBe(true);
		const heard = bridge.poll();
		vi.runAllTimers();
		await heard;
		expect(raised()).toBe(0);
		vi.useRealTimers();
	});

	it('has nobody listen who rests', () => {
		const { bridge } = start();
		bridge.rest(undefined, undefined);
		expect(bridge.listen()).toBe(false);
	});

	it('names the line that wrote, where it is known', () => {
		const { bridge, said } = start();
		const socket = bridge.connect('localhost', 5672, 3);
		bridge.write(socket, new Uint8Array([1]), 7);
		bridge.write(socket, new Uint8Array([2]), 0);
		expect(said).toMatchObject([{ line: 3 }, { line: 7 }, { line: undefined }]);
	});
});
