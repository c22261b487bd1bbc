import { afterEach, describe, expect, it } from 'vitest';
import { Actor, LINES } from './testing/actor';
import { HandTime } from './testing/hand-time';
import { playShop } from './testing/shop';
import type { TraceEvent } from './events';
import type { Port } from './guest';
import { LATENCY } from './pipe';
import { PATIENCE, type FromProgram, type Speed, type ToProgram } from './protocol';
import { seededRandom } from './random';
import { World } from './world';

/** A program that does what the test says. */
class Puppet implements Port {
	onmessage: ((event: MessageEvent<FromProgram>) => void) | null = null;
	readonly told: ToProgram[] = [];
	closed = false;
	/** False: never says that it is idle. */
	constructor(private readonly answers: (told: ToProgram) => number | null | false = () => null) {}

	postMessage(told: ToProgram): void {
		this.told.push(told);
		queueMicrotask(() => {
			const wake = this.answers(told);
			if (wake !== false) this.say({ type: 'idle', seen: told.seq, wake, background: null });
		});
	}

	close(): void {
		this.closed = true;
	}

	say(said: FromProgram): void {
		this.onmessage?.({ data: said } as MessageEvent<FromProgram>);
	}

	times(type: ToProgram['type']): number[] {
		return this.told.filter((told) => told.type === type).map(({ now }) => now);
	}
}

const worlds: World[] = [];

// At instant speed the scene never rests, so every world must be ended.
afterEach(() => worlds.splice(0).forEach((world) => world.dispose()));

function begin(speed: Speed = 1, behind = () => false) {
	const realTime = new HandTime();
	const events: TraceEvent[] = [];
	const world = new World({
		realTime,
		random: seededRandom(1),
		epoch: 0,
		speed,
		trace: (event) => events.push(event),
		behind
	});
	worlds.push(world);
	const attach = (file: string, port: Port) =>
		world.attach({ program: `${file}#1`, file, instance: 1, language: 'javascript', args: [] }, port);
	const of = <T extends TraceEvent['type']>(type: T) =>
		events.filter((event): event is Extract<TraceEvent, { type: T }> => event.type === type);
	return { realTime, world, events, attach, of };
}

describe('World', () => {
	it('carries an AMQP conversation from end to end', async () => {
		const { realTime, world, of } = begin();
		playShop(world);
		await realTime.pass(12_000);
		expect(of('connection.opened')).toHaveLength(5);
		expect(of('message.published').length).toBeGreaterThan(5);
		expect(of('copy.acknowledged').length).toBeGreaterThan(5);
	});

	it('lays every event to the program that caused it and, where known, to its line', async () => {
		const { realTime, world, of } = begin();
		playShop(world);
		await realTime.pass(12_000);
		for (const { program, origin } of of('connection.opened')) {
			expect(origin).toEqual({ program, line: LINES.connect });
		}
		const programs = new Map(of('connection.opened').map(({ connection, program }) => [connection, program]));
		for (const { connection, origin } of of('queue.declared').map(({ by, origin }) => ({ ...by!, origin }))) {
			expect(origin).toEqual({ program: programs.get(connection), line: null });
		}
		for (const type of ['message.published', 'copy.acknowledged'] as const) {
			for (const { connection, origin } of of(type)) {
				expect(origin).toEqual({ program: programs.get(connection), line: LINES.work });
			}
		}
		const publishes = of('content.departed').filter(({ what }) => what === 'publish');
		expect(publishes.length).toBeGreaterThan(5);
		for (const { program, origin } of publishes) expect(origin).toEqual({ program, line: LINES.work });
	});

	it('deals a queue’s messages to its consumers in turn', async () => {
		const { realTime, world, of } = begin();
		playShop(world);
		await realTime.pass(30_000);
		const packers = of('consumer.started').slice(0, 2);
		const turns = of('copy.delivered')
			.map(({ consumer }) => packers.findIndex((packer) => packer.consumer === consumer))
			.filter((packer) => packer >= 0);
		expect(turns.length).toBeGreaterThan(3);
		expect(turns).toEqual(turns.map((_, index) => index % 2));
	});

	it.each([
		[1, 1000],
		['instant', 50]
	] as const)('waits for who reads the trace, and loses nothing (speed %s)', async (speed, unit) => {
		const prompt = begin(speed);
		playShop(prompt.world);
		await prompt.realTime.pass(4 * unit);
		let isBehind = false;
		const slow = begin(speed, () => isBehind);
		playShop(slow.world);
		await slow.realTime.pass(2 * unit);
		isBehind = true;
		// What programs are at already, they end.
		await slow.realTime.pass(unit);
		const before = slow.events.length;
		await slow.realTime.pass(3 * unit);
		expect(slow.events).toHaveLength(before);
		isBehind = false;
		await slow.realTime.pass(3 * unit);
		expect(slow.events.length).toBeGreaterThan(before);
		const both = Math.min(slow.events.length, prompt.events.length);
		expect(slow.events.slice(0, both)).toEqual(prompt.events.slice(0, both));
	});

	it('gives the same trace for the same programs and seed, however slow the machine is', async () => {
		const fast = begin();
		playShop(fast.world);
		await fast.realTime.pass(8_000);
		const slow = begin(0.25);
		playShop(slow.world);
		await slow.realTime.pass(30_000);
		const shorter = Math.min(fast.events.length, slow.events.length);
		expect(shorter).toBeGreaterThan(100);
		expect(slow.events.slice(0, shorter)).toEqual(fast.events.slice(0, shorter));
	});

	it('begins to count when the first program is there', async () => {
		const { realTime, world, attach, of } = begin();
		await realTime.pass(3000);
		expect(world.reading().now).toBe(0);
		attach('late', new Puppet());
		await realTime.pass(100);
		expect(of('program.started')[0]!.at).toBe(0);
		expect(world.reading().now).toBeGreaterThan(50);
		expect(world.reading().now).toBeLessThan(150);
	});

	it('lets nothing happen while time is held, and goes on from there', async () => {
		for (const speed of [1, 'instant'] as const) {
			const { realTime, world, attach, of } = begin(speed);
			const puppet = new Puppet(({ type }) => (type === 'start' ? 20 : null));
			world.hold();
			attach('early', puppet);
			await realTime.pass(3000);
			expect(world.reading().now).toBe(0);
			expect(of('program.started')).toEqual([]);
			world.release();
			await realTime.pass(50);
			expect(of('program.started')[0]!.at).toBe(0);
			expect(puppet.times('wake')).toEqual([20]);
		}
	});

	it('wakes a program at the virtual time it asked for, at every speed', async () => {
		for (const speed of [0.5, 1, 4]) {
			const { realTime, attach } = begin(speed);
			const puppet = new Puppet(({ type }) => (type === 'start' ? 1000 : null));
			attach('sleeper', puppet);
			await realTime.pass(1000 / speed - 1);
			expect(puppet.times('wake')).toEqual([]);
			await realTime.pass(10);
			expect(puppet.times('wake')).toEqual([1000]);
		}
	});

	it('leaps over waiting at instant speed, and has no latency there', async () => {
		const { realTime, world, attach, of } = begin('instant');
		attach('sleeper', new Puppet(({ type }) => (type === 'start' ? 3_600_000 : null)));
		await realTime.pass(5);
		expect(world.reading().now).toBe(3_600_000);
		playShop(world);
		await realTime.pass(50);
		expect(of('message.published').length).toBeGreaterThan(0);
		expect(of('content.departed')).toEqual([]);
	});

	it('does not leap to what nobody waits for', async () => {
		const { realTime, world, attach } = begin('instant');
		const puppet = new Puppet(() => false);
		attach('idler', puppet);
		await realTime.pass(1);
		puppet.say({ type: 'idle', seen: 1, wake: null, background: 30_000 });
		await realTime.pass(50);
		expect(world.reading().now).toBe(0);
	});

	it('holds the clock for a busy program, but not for ever', async () => {
		const { realTime, attach } = begin();
		const stuck = new Puppet(() => false);
		const sleeper = new Puppet(({ type }) => (type === 'start' ? 100 : null));
		attach('sleeper', sleeper);
		attach('stuck', stuck);
		await realTime.pass(3500);
		expect(sleeper.times('wake')).toEqual([]);
		await realTime.pass(1500);
		expect(sleeper.times('wake')).toHaveLength(1);
	});

	it('stands still while paused, and steps from one event to the next', async () => {
		const { realTime, world, events } = begin();
		playShop(world);
		await realTime.pass(2000);
		world.pause();
		await realTime.pass(10);
		const before = events.length;
		const { now } = world.reading();
		await realTime.pass(5000);
		expect(events).toHaveLength(before);
		expect(world.reading().now).toBe(now);
		world.step();
		await realTime.pass(10);
		expect(events.length).toBeGreaterThan(before);
		expect(world.reading().paused).toBe(true);
		world.resume();
		await realTime.pass(3000);
		expect(world.reading().now).toBeGreaterThan(now + 2000);
	});

	it('refuses connections to any port but the broker’s', async () => {
		const { realTime, attach } = begin();
		const puppet = new Puppet((told) => {
			if (told.type === 'start') puppet.say({ type: 'connect', socket: 1, host: 'localhost', port: 5673 });
			return null;
		});
		attach('lost', puppet);
		await realTime.pass(5);
		expect(puppet.told.at(-1)).toMatchObject({ type: 'refused', socket: 1, code: 'ECONNREFUSED' });
	});

	it('returns what a killed program held to its queue', async () => {
		const { realTime, world, of } = begin();
		playShop(world);
		for (let i = 0; i < 50 && of('copy.delivered').length === 0; i++) await realTime.pass(100);
		world.kill('mailer#1');
		world.kill('ledger#1');
		await realTime.pass(50);
		expect(of('program.exited').map(({ code }) => code)).toEqual([null, null]);
		expect(of('copy.requeued').map(({ reason }) => reason)).toContain('connection-closed');
	});

	it('settles a program once it waits for nothing that is on its way', async () => {
		const { realTime, world, attach, of } = begin();
		attach('consumer', new Actor({ setup: [] }));
		let settled = false;
		void world.settled('consumer#1').then(() => (settled = true));
		expect(settled).toBe(false);
		await realTime.pass(20);
		expect(settled).toBe(true);
		expect(of('channel.opened')).toHaveLength(1);
		expect(world.reading().now).toBeLessThan(LATENCY);
	});

	it('takes what a program does after a moment for its beginning, but not for ever', async () => {
		const { realTime, world, attach } = begin();
		const looksAround = new Puppet(({ now }) => now + 1);
		attach('restless', looksAround);
		let settledAt = NaN;
		void world.settled('restless#1').then(() => (settledAt = world.reading().now));
		await realTime.pass(5);
		expect(settledAt).toBeNaN();
		await realTime.pass(45);
		expect(looksAround.times('wake').slice(0, 3)).toEqual([1, 2, 3]);
		expect(settledAt).toBeLessThan(50);
	});

	it('waits for the beginning of a program that time has gone on without', async () => {
		const { realTime, world, attach } = begin();
		const slow = new Puppet(({ type }) => (type === 'start' ? false : null));
		attach('slow', slow);
		let settled = false;
		void world.settled('slow#1').then(() => (settled = true));
		await realTime.pass(20 * PATIENCE);
		expect(world.reading().now).toBeGreaterThan(PATIENCE);
		slow.say({ type: 'idle', seen: 1, wake: world.reading().now + 5, background: null });
		await realTime.pass(1);
		expect(settled).toBe(false);
		await realTime.pass(10);
		expect(slow.times('wake')).toHaveLength(1);
		expect(settled).toBe(true);
	});

	it('tells of output and exits in the trace', async () => {
		const { realTime, attach, events } = begin();
		const puppet = new Puppet(({ type }) => {
			if (type !== 'start') return null;
			puppet.say({ type: 'print', stream: 'stdout', text: 'hello\n' });
			puppet.say({ type: 'exit', code: 3 });
			return false;
		});
		attach('brief', puppet);
		await realTime.pass(5);
		const told = events.map(({ type }) => type).filter((type) => type.startsWith('program.'));
		expect(told).toEqual(['program.started', 'program.printed', 'program.exited']);
		expect(puppet.closed).toBe(true);
	});

	describe('faults', () => {
		async function shop() {
			const set = begin();
			playShop(set.world);
			await set.realTime.pass(3000);
			const [consumer] = set.of('consumer.started');
			const program = set.world.broker.connections.get(consumer!.connection)!.program!;
			const connection = consumer!.connection;
			return { ...set, program, connection };
		}

		it('kills a program between a delivery and its acknowledgement: the message goes back', async () => {
			const { realTime, world, of, program, connection } = await shop();
			world.killAtDelivery(program);
			await realTime.pass(8000);
			const [exit] = of('program.exited');
			expect(exit).toMatchObject({ program, code: null });
			const arrival = of('content.departed').findLast(
				(event) => event.connection === connection && event.what === 'deliver'
			)!;
			expect(exit!.at).toBeGreaterThanOrEqual(arrival.arrives);
			expect(of('copy.requeued').at(-1)).toMatchObject({ reason: 'connection-closed', at: exit!.at });
		});

		it('breaks a program’s connections', async () => {
			const { realTime, world, of, program, connection } = await shop();
			world.cut(program);
			await realTime.pass(10);
			expect(of('connection.closed')).toMatchObject([{ connection, initiator: 'network' }]);
			expect(of('program.exited')).toEqual([]);
		});

		it('makes a program slow: it holds each message for longer', async () => {
			const { realTime, world, of, connection, program } = await shop();
			const held = (since: number) =>
				of('copy.acknowledged')
					.filter((event) => event.connection === connection)
					.map(({ copy, at }) => ({
						at,
						since: of('copy.delivered').find((event) => event.copy === copy)!.at
					}))
					.filter((event) => event.since > since)
					.map((event) => event.at - event.since);
			world.slow(program, 2000);
			const slowSince = world.reading().now;
			await realTime.pass(12_000);
			expect(Math.min(...held(slowSince))).toBeGreaterThanOrEqual(2000);
		});

		it('crashes the broker: what is on disk is back after the downtime, and until then nobody is let in', async () => {
			const { realTime, world, of, attach } = await shop();
			world.crash(1500);
			expect(of('broker.restarted')).toHaveLength(1);
			expect(new Set(of('connection.closed').map(({ initiator }) => initiator))).toEqual(
				new Set(['network'])
			);
			const early = new Puppet();
			attach('early', early);
			await realTime.pass(100);
			early.say({ type: 'connect', socket: 1, host: 'localhost', port: 5672 });
			await realTime.pass(100);
			expect(early.times('refused')).toHaveLength(1);
			await realTime.pass(2000);
			early.say({ type: 'connect', socket: 2, host: 'localhost', port: 5672 });
			await realTime.pass(100);
			expect(early.times('connected')).toHaveLength(1);
		});
	});
});
