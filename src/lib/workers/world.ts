/**
 * The world's worker: holds one world at a time and sends its trace to the page in batches.
 * A batch goes out at most every `INTERVAL`, and not before the page has finished with the one before.
 */
import * as Comlink from 'comlink';
import {
	getMessages,
	publishMessage,
	purgeMessages,
	removeQueue,
	type AckMode,
	type Broker,
	type BrokerSnapshot,
	type GotMessage,
	type Operator,
	type Publishing
} from '../broker';
import type { ProgramIdentity } from '../network/guest';
import type { TraceEvent } from '../network/events';
import { provide, type Needs } from '../network/needs';
import type { Speed } from '../network/protocol';
import { seededRandom } from '../network/random';
import type { WireFrame } from '../network/wire-log';
import { complete, run, type Files, type Result } from '../rabbitmqctl';
import { World, type ClockReading, type RealTime } from '../network/world';

/** What the page is told. */
export interface Batch {
	/** Which world it is about: the `session` it was begun with. */
	readonly session: number;
	readonly events: readonly TraceEvent[];
	readonly clock: ClockReading;
	/** How often this worker has been told to pause, to resume or to change its speed, up to this reading. */
	readonly told: number;
}

export interface WorldSettings {
	/** Told apart from the worlds before it by this number. */
	readonly session: number;
	/** Seeds generated names; any 32-bit integer. */
	readonly seed: number;
	/** Wall-clock time of virtual time 0, in milliseconds since 1970. */
	readonly epoch: number;
	readonly speed: Speed;
	/** Real milliseconds a busy program may hold the clock; by default what suits somebody who watches. */
	readonly patience?: number;
	/** What its broker begins with; nothing by default. */
	readonly needs?: Needs;
}

/** Real milliseconds between batches while things happen. */
const INTERVAL = 16;
/** With no news the time is told at every so many intervals. */
const QUIET = 6;
/** Most events in one batch, so that the page is never handed more than it can take in one go. */
const LARGEST_BATCH = 2000;

/** With more events than this yet to be sent the page is behind, and time waits for it. */
const MOST_WAITING = 10 * LARGEST_BATCH;

export interface WorkspaceFile {
	readonly file: string;
	readonly source: string;
}

/** What RabbitMQ's tools wrote in this session, by path. */
const written = new Map<string, string>();

/** The learner's folder as the tools see it: the workspace, and what they wrote themselves. */
class ConsoleFiles implements Files {
	constructor(private readonly workspace: readonly WorkspaceFile[]) {}

	read(path: string): string | null {
		const bare = path.replace(/^(\.\/|\/home\/learner\/)/, '');
		return written.get(bare) ?? this.workspace.find(({ file }) => file === bare)?.source ?? null;
	}

	write(path: string, text: string): void {
		written.set(path.replace(/^(\.\/|\/home\/learner\/)/, ''), text);
	}
}

const realTime: RealTime = {
	now: () => performance.now(),
	after(delay, run) {
		const timer = setTimeout(run, delay);
		return () => clearTimeout(timer);
	}
};

let world: World | null = null;
let session = 0;
let events: TraceEvent[] = [];
/** How often it has been told to pause, to resume or to change its speed. */
let told = 0;

function requireWorld(): World {
	if (!world) throw new Error('The world has not begun.');
	return world;
}

function operate<T>(act: (broker: Broker) => T): T {
	return requireWorld().operate(act);
}

const api = {
	/** Ends the world there was and begins a new one at virtual time 0, with a fresh broker. */
	begin(settings: WorldSettings): void {
		world?.dispose();
		events = [];
		session = settings.session;
		world = new World({
			realTime,
			random: seededRandom(settings.seed),
			epoch: settings.epoch,
			speed: settings.speed,
			patience: settings.patience,
			trace: (event) => events.push(event),
			behind: () => events.length > MOST_WAITING
		});
		if (settings.needs) provide(world.broker, settings.needs);
	},
	attach: (identity: ProgramIdentity, port: MessagePort) => requireWorld().attach(identity, port),
	hold: () => requireWorld().hold(),
	release: () => requireWorld().release(),
	settled: (program: string) => requireWorld().settled(program),
	signal: (program: string, signal: 'SIGINT' | 'SIGTERM') => requireWorld().signal(program, signal),
	type: (program: string, text: string | null) => requireWorld().type(program, text),
	kill: (program: string) => requireWorld().kill(program),
	restartBroker: () => requireWorld().restartBroker(),
	killAtDelivery: (program: string) => requireWorld().killAtDelivery(program),
	cut: (program: string) => requireWorld().cut(program),
	slow: (program: string, delay: number) => requireWorld().slow(program, delay),
	crash: (downtime: number) => requireWorld().crash(downtime),
	pause(): void {
		told++;
		requireWorld().pause();
	},
	resume(): void {
		told++;
		requireWorld().resume();
	},
	runUntil: (at: number) => requireWorld().runUntil(at),
	step: () => requireWorld().step(),
	setSpeed(speed: Speed): void {
		told++;
		requireWorld().setSpeed(speed);
	},
	/** Frames sent since frame number `after`; of many only the newest `limit`. */
	wire: (after: number, limit: number): WireFrame[] => world?.wire.after(after, limit) ?? [],
	/** What an operator sees now. */
	snapshot: (): BrokerSnapshot => requireWorld().broker.snapshot(),
	/** What an operator does by hand; each rejects with RabbitMQ's own words where it refuses. */
	publish: (operator: Operator, message: Publishing): boolean =>
		operate((broker) => publishMessage(broker, operator, message)),
	get: (operator: Operator, queue: string, count: number, ackMode: AckMode): GotMessage[] =>
		operate((broker) => getMessages(broker, operator, queue, count, ackMode)),
	purge: (operator: Operator, queue: string): number =>
		operate((broker) => purgeMessages(broker, operator, queue)),
	deleteQueue: (operator: Operator, queue: string): number =>
		operate((broker) => removeQueue(broker, operator, queue)),
	/** Runs one of RabbitMQ's tools, with the learner's files at hand. */
	command: (words: readonly string[], files: readonly WorkspaceFile[]): Result =>
		operate((broker) => run(words, broker, new ConsoleFiles(files))),
	/** What the word at the end of a tool's command line could be, whole. */
	complete: (line: string): readonly string[] => complete(line, requireWorld().broker).words,
	/** Enables a plugin of the broker. Rejects for an unknown name. */
	enablePlugin(name: string): void {
		requireWorld().broker.plugins.enable(name);
	},
	/** Sees to it that there is a user with this password, who may do everything in virtual host `/`. */
	addUser(name: string, password: string): void {
		const { users } = requireWorld().broker;
		if (users.has(name)) users.changePassword(name, password);
		else users.add(name, password);
		users.get(name).permit('/', { configure: '.*', write: '.*', read: '.*' });
	},
	/** Sends batches to `listener` from now on. A batch may hold no events: then it only tells the time. */
	async listen(listener: (batch: Batch) => void | Promise<void>): Promise<void> {
		for (let quiet = 0; ; quiet++) {
			if (world && (events.length > 0 || quiet >= QUIET)) {
				await listener(nextBatch(world));
				quiet = 0;
			}
			await new Promise((resolve) => setTimeout(resolve, INTERVAL));
		}
	}
};

function nextBatch(current: World): Batch {
	const clock = current.reading();
	const batch = events.splice(0, LARGEST_BATCH);
	return { session, events: batch, clock, told };
}

export type WorldApi = typeof api;

Comlink.expose(api);
