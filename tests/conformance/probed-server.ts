/**
 * A real server that is asked whether it has finished, which takes milliseconds, instead of being watched until it
 * is silent. Rounds of questions go through every channel and to every queue; when two rounds in a row bring
 * nothing new, nothing is under way any more.
 */
import { Client } from './client';
import { carryOut, restartServer, type Server } from './management';
import type { Order } from './script';
import { openStream, sleep, type Stream, type Target } from './target';

/** Rounds in a row that must bring nothing new. */
const QUIET_ROUNDS = 2;
/** How long a server may think before it begins to speak, in milliseconds. */
const PATIENCE = 5000;
/** The first of the channels on which queues are asked about; a queue keeps its own. */
const FIRST_PROBE = 1000;
/** Where every client declares a queue of its own, which lives as long as the server knows the client. */
const LIFE_LINE = 999;

export class ProbedServer implements Target {
	readonly lasting = true;
	private heard = 0;
	private heardBefore = 0;
	private onHeard: () => void = () => {};
	private probe: Client | null = null;
	private readonly channels = new Map<string, number>();
	/** The queue that tells whether a client still lives, for each that has one. */
	private readonly lifeLines = new Map<Client, string>();

	constructor(
		readonly server: Server,
		readonly virtualHost: string,
		/** How long it must have said nothing besides, in milliseconds; for queues that can't be asked. */
		readonly silence = 0
	) {}

	connect(): Promise<Stream> {
		return openStream(this.server.port, () => {
			this.heard++;
			this.onHeard();
		});
	}

	async settle(answered: boolean): Promise<void> {
		if (answered && this.heard === this.heardBefore)
			await Promise.race([new Promise<void>((resolve) => (this.onHeard = resolve)), sleep(PATIENCE)]);
		this.heardBefore = this.heard;
	}

	async settleAll(answered: () => boolean, clients: readonly Client[]): Promise<void> {
		const until = performance.now() + PATIENCE;
		while (!answered() && performance.now() < until) await this.settle(true);
		await this.mourn(clients);
		let before = '';
		for (let quiet = 0; quiet < QUIET_ROUNDS;) {
			await this.silent();
			const now = await this.round(clients);
			quiet = now === before ? quiet + 1 : 0;
			before = now;
		}
		await this.tieIn(clients);
		this.heardBefore = this.heard;
	}

	wait(milliseconds: number): Promise<void> {
		return sleep(milliseconds);
	}

	restart(): Promise<void> {
		return restartServer(this.server);
	}

	order(order: Order): Promise<void> {
		return carryOut(this.server, this.virtualHost, order);
	}

	/** Ends the questioner's own connection. */
	close(): void {
		this.probe?.vanish();
		this.probe = null;
	}

	private async silent(): Promise<void> {
		for (let before = -1; this.silence > 0 && before !== this.heard;) {
			before = this.heard;
			await sleep(this.silence);
		}
	}

	/** Everything there is to know of the clients and their queues. */
	private async round(clients: readonly Client[]): Promise<string> {
		const open = clients.filter((client) => !client.closed);
		await Promise.all(open.map((client) => client.catchUp()));
		const queues = new Set(open.flatMap((client) => [...client.declared]));
		const answers = await Promise.all([...queues].map((queue) => this.state(queue, open)));
		const heard = clients.map((client) => [client.heard.length, client.closed, client.closing]);
		return JSON.stringify([heard, answers]);
	}

	/** What the server says of a queue: to us, or if it is locked, to somebody who may own it. */
	private async state(queue: string, clients: readonly Client[]): Promise<string> {
		let state = await this.ask(await this.prober(), queue);
		for (const client of clients)
			if (state.startsWith('RESOURCE_LOCKED') && client.declared.has(queue))
				state = await this.ask(client, queue);
		return state;
	}

	private async ask(client: Client, queue: string): Promise<string> {
		if (!this.channels.has(queue)) this.channels.set(queue, FIRST_PROBE + this.channels.size);
		const answer = await client.ask(this.channels.get(queue)!, {
			name: 'queue.declare',
			...{ queue, passive: true, durable: false, exclusive: false, autoDelete: false },
			...{ nowait: false, arguments: [] }
		});
		if (answer?.name === 'channel.close') return answer.replyText;
		return answer?.name === 'queue.declare-ok' ? `${answer.messageCount} ${answer.consumerCount}` : 'gone';
	}

	private async prober(): Promise<Client> {
		if (this.probe !== null && !this.probe.closed) return this.probe;
		const probe = new Client(await openStream(this.server.port, () => this.onHeard()));
		this.probe = probe;
		const heard = (): Promise<void> => new Promise((resolve) => (this.onHeard = resolve));
		probe.sayHello();
		await heard();
		probe.login();
		await heard();
		probe.enter(this.virtualHost);
		await heard();
		return probe;
	}

	/** New clients get a queue of their own. */
	private async tieIn(clients: readonly Client[]): Promise<void> {
		for (const client of clients) {
			if (client.closed || client.closing || client.channels.size === 0 || this.lifeLines.has(client))
				continue;
			const answer = await client.ask(LIFE_LINE, {
				name: 'queue.declare',
				...{ queue: '', passive: false, durable: false, exclusive: true, autoDelete: false },
				...{ nowait: false, arguments: [] }
			});
			if (answer?.name === 'queue.declare-ok') this.lifeLines.set(client, answer.queue);
		}
	}

	/** Waits until the server has noticed who has gone. */
	private async mourn(clients: readonly Client[]): Promise<void> {
		for (const client of clients) while (client.closing && !client.closed) await sleep(1);
		for (const [client, queue] of this.lifeLines) {
			if (!client.closed) continue;
			this.lifeLines.delete(client);
			while (!(await this.ask(await this.prober(), queue)).startsWith('NOT_FOUND')) await sleep(1);
		}
	}
}
