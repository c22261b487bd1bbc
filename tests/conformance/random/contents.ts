/**
 * What messages may carry that a broker passes on, compares or rewrites: properties and headers of every kind, and
 * headers of learners' own with names that mean something to the broker.
 *
 * What crashes a queue of 3.10.8 it avoids: an x-death with members that aren't tables, or with a count that is no
 * whole number.
 */
import type { Plain, PlainProperties, PlainTable } from '../script';
import type { Random } from './random';

/** Values that are equal to each other, nearly equal, or made up of others. */
const VALUES: readonly Plain[] = [
	'v',
	'1',
	'',
	'ü',
	{ type: 'binary', value: Uint8Array.of(0x76) },
	1,
	-1,
	{ type: 'unsignedint', value: 1 },
	{ type: 'byte', value: 1 },
	{ type: 'byte', value: -1 },
	{ type: 'unsignedbyte', value: 255 },
	{ type: 'short', value: 1 },
	{ type: 'unsignedshort', value: 65535 },
	{ type: 'long', value: 1n },
	{ type: 'long', value: -(2n ** 63n) },
	{ type: 'timestamp', value: 1n },
	{ type: 'double', value: 1 },
	{ type: 'float', value: 1 },
	{ type: 'float', value: 1.5 },
	1.5,
	{ type: 'decimal', value: { scale: 1, value: 15 } },
	{ type: 'decimal', value: { scale: 0, value: 1 } },
	true,
	false,
	null,
	[],
	[1, 'v'],
	[{ type: 'long', value: 1n }, 'v'],
	{},
	{ b: 1, a: ['v', null] },
	{ a: ['v', null], b: 1 }
];

export class Contents {
	constructor(
		private readonly random: Random,
		/** What queues there may be. */
		private readonly queues: readonly string[]
	) {}

	value(): Plain {
		return this.random.pick(VALUES);
	}

	/** Properties that mean nothing to the broker. */
	properties(): PlainProperties {
		const { random } = this;
		return {
			...(random.chance(0.15) && { contentType: random.pick(['text/plain', 'application/json', '']) }),
			...(random.chance(0.1) && { contentEncoding: 'gzip' }),
			...(random.chance(0.1) && { replyTo: random.pick(this.queues) }),
			...(random.chance(0.1) && { timestamp: random.pick([0n, 1n, 1700000000n, 2n ** 64n - 1n]) }),
			...(random.chance(0.1) && { type: random.pick(['t', '']) }),
			...(random.chance(0.1) && { appId: 'app' }),
			...(random.chance(0.05) && { clusterId: 'cluster' })
		};
	}

	headers(): PlainTable {
		const { random } = this;
		return {
			...(random.chance(0.4) && { h: this.value() }),
			...(random.chance(0.15) && { z: this.value(), a: this.value() }),
			...(random.chance(0.15) && { 'x-death': this.#deaths() }),
			...(random.chance(0.05) && { 'x-first-death-reason': this.value() }),
			...(random.chance(0.05) && { 'x-first-death-queue': random.pick(this.queues) }),
			...(random.chance(0.05) && { 'x-delivery-count': this.value() }),
			...(random.chance(0.05) && { 'x-match': this.value() }),
			...(random.chance(0.1) && { [random.pick(['CC', 'BCC'])]: this.#furtherKeys() })
		};
	}

	/** Not always what the broker itself would have written. */
	#deaths(): Plain {
		const { random } = this;
		return random.weighted<Plain>([
			[1, random.pick(['text', 1, true, null, {}])],
			[1, []],
			[3, [this.#death()]],
			[3, [this.#death(), this.#death()]],
			[1, [this.#death(), this.#death(), this.#death()]]
		]);
	}

	#death(): PlainTable {
		const { random } = this;
		return {
			...(random.chance(0.8) && {
				count: random.pick<Plain>([1, { type: 'long', value: 2n }, { type: 'byte', value: 127 }, -1])
			}),
			...(random.chance(0.9) && { reason: random.pick<Plain>(['rejected', 'expired', 'maxlen', 'x', 1]) }),
			...(random.chance(0.9) && { queue: random.pick<Plain>([...this.queues, 'x', 1]) }),
			...(random.chance(0.5) && { exchange: '', 'routing-keys': ['k1'] }),
			...(random.chance(0.2) && { time: { type: 'timestamp', value: 1n } })
		};
	}

	#furtherKeys(): Plain {
		const { random } = this;
		return random.weighted<Plain>([
			[0.3, this.value()],
			[2, [random.pick(this.queues), this.value()]],
			[2, random.some(0.5, this.queues)],
			[1, [random.pick(this.queues), random.pick(this.queues), 'absent']]
		]);
	}
}
