/** Traces written by the engine itself, for tests: clients named like programs speak real AMQP to a broker in memory. */
import type { TraceEvent } from '../../network/events';
import {
	testBroker,
	TestClient,
	type ConnectOptions,
	type TestChannel
} from '../../broker/testing/test-client';
import { foldAll } from '../fold';
import { emptyScene, type Scene } from '../scene';
import { StoryTeller, type Story } from '../why';

export class EngineTrace {
	readonly events: TraceEvent[] = [];
	readonly broker;
	readonly clock;
	readonly #instances = new Map<string, number>();

	constructor() {
		({ broker: this.broker, clock: this.clock } = testBroker({ trace: (event) => this.events.push(event) }));
	}

	/** Starts a program with one connection and one channel on it. */
	program(file: string, options: ConnectOptions = {}): TestChannel {
		const instance = (this.#instances.get(file) ?? 0) + 1;
		this.#instances.set(file, instance);
		const program = `${file}#${instance}`;
		const at = this.clock.now();
		this.events.push({
			type: 'program.started',
			at,
			program,
			file,
			instance,
			language: 'javascript',
			args: []
		});
		return TestClient.open(this.broker, { ...options, program }).channel();
	}

	scene(): Scene {
		return foldAll(emptyScene(), this.events);
	}

	/** The story of the nth publish, from 0. */
	story(nth = 0): Story {
		const published = this.events.filter((event) => event.type === 'message.published');
		return new StoryTeller(published[nth]!.message).tell(this.events)!;
	}
}
