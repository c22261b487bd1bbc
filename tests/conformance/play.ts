/**
 * Plays a scenario to a target and writes down what was said: one line a step, and under it what every channel
 * heard, in its own order. Between channels nothing promises an order, so they are listed by name.
 */
import { REPLY_CODES } from '../../src/lib/amqp';
import type { TopicPermission } from '../../src/lib/broker/users';
import { Client, complete } from './client';
import type { Order, PlainTable, Scenario, Speaker, Step } from './script';
import type { Target } from './target';
import { VISITOR } from './visitor';

/** Methods that a server answers at once, unless asked not to. */
const UNANSWERED = new Set([
	...['basic.publish', 'basic.ack', 'basic.nack', 'basic.reject', 'basic.recover-async'],
	...['channel.close-ok', 'connection.close-ok']
]);

export class Player {
	readonly lines: string[] = [];
	private readonly clients = new Map<string, Client>();
	/** Queues that clients were told exist who have gone since. */
	private readonly left = new Set<string>();
	private readonly names = new Map<string, string>();

	constructor(private readonly target: Target) {}

	/** Plays one step; what was said and heard. */
	async step(step: Step): Promise<readonly string[]> {
		const before = this.lines.length;
		if (step.do === 'wait') {
			this.lines.push(`wait ${step.milliseconds} ms`);
			await this.target.wait(step.milliseconds);
			await this.settle();
		} else if (step.do === 'restart') {
			this.lines.push('restart');
			await this.target.restart();
			await this.settle();
			// Whether a channel still gets what another has just given back is a matter of luck.
			for (const client of this.clients.values())
				client.heard = client.heard.filter(({ channel }) => channel === 0);
		} else if (isOrder(step)) {
			this.lines.push(printOrder(step));
			await this.target.order(step);
			await this.settle();
		} else await this.said(step.by, step);
		this.listen();
		return this.lines.slice(before);
	}

	private async said(by: Speaker, step: Exclude<Step, Order | { do: 'wait' | 'restart' }>): Promise<void> {
		const channel = Number(by.slice(1));
		const client = await this.client(by.slice(0, 1), step.do === 'strange');
		if (step.do === 'send') {
			if (channel !== 0 && step.method !== 'channel.open') await this.channel(client, channel);
			this.say(`${by} → ${client.send(channel, this.named(step))}`);
			const isAnswered = !UNANSWERED.has(step.method) && step.fields['nowait'] !== true;
			await this.settle(() => !isAnswered || client.hasAnswer(channel, step.method));
		} else if (step.do === 'vanish') {
			this.say(`${by} vanishes`);
			client.vanish();
			await this.settle();
		} else {
			if (step.do === 'raw') await this.channel(client, channel);
			this.say(`${by} → ${Buffer.from(step.bytes).toString('hex')}`);
			client.write(step.bytes);
			await this.settle(() => client.heard.length > 0);
		}
	}

	/** Waits until everything said has been answered and carried out. */
	private settle(answered = (): boolean => true): Promise<void> {
		return this.target.settleAll(answered, [...this.clients.values()]);
	}

	private async client(letter: string, strange: boolean): Promise<Client> {
		const known = this.clients.get(letter);
		if (known && !known.closed) return known;
		for (const queue of known?.declared ?? []) this.left.add(queue);
		const client = new Client(await this.target.connect());
		this.clients.set(letter, client);
		if (strange) return client;
		client.sayHello();
		await this.until(client, 'connection.start');
		client.login(letter === 'd' ? VISITOR : undefined);
		await this.until(client, 'connection.tune');
		client.enter(this.target.virtualHost);
		await this.until(client, 'connection.open-ok');
		client.heard = [];
		return client;
	}

	/** Waits until a client has heard this, however many pieces it comes in. */
	private async until(client: Client, line: string): Promise<void> {
		do await this.target.settle(true);
		while (!client.closing && !client.heard.some((heard) => heard.line.startsWith(line)));
	}

	private async channel(client: Client, channel: number): Promise<void> {
		if (channel === 0 || client.channels.has(channel)) return;
		client.openChannel(channel);
		await this.until(client, 'channel.open-ok');
		client.heard = client.heard.filter(({ line }) => line !== 'channel.open-ok');
	}

	private listen(): void {
		for (const [letter, client] of [...this.clients].sort()) {
			const heard = client.heard;
			client.heard = [];
			const channels = [...new Set(heard.map(({ channel }) => channel))].sort((x, y) => x - y);
			for (const channel of channels) {
				for (const entry of heard)
					if (entry.channel === channel) this.say(`  ${letter}${channel} ← ${entry.line}`);
			}
		}
	}

	private say(line: string): void {
		this.lines.push(this.anonymous(line));
	}

	/** Takes out what differs from run to run: made-up names, times, the virtual host. */
	private anonymous(line: string): string {
		return line
			.replaceAll(/amq\.(gen|ctag)-[\w-]{22}/g, (name) => this.pseudonym(name, name.slice(0, 8)))
			.replaceAll(/amq\.rabbitmq\.reply-to\.[\w.\-+/=]+/g, (name) =>
				this.pseudonym(name, 'amq.rabbitmq.reply-to.')
			)
			.replaceAll(/time=timestamp:\d+/g, 'time=timestamp:…')
			.replaceAll(`'${this.target.virtualHost}'`, "'/'")
			.replaceAll(`vhost ${this.target.virtualHost} `, 'vhost / ');
	}

	/** The step with the names it means: those that this server has made up. */
	private named(step: SendStep): SendStep {
		const real = new Map(Array.from(this.names, ([name, pseudonym]) => [pseudonym, name]));
		const meant = (value: unknown): unknown => real.get(value as string) ?? value;
		const fields = Object.entries(step.fields).map(([field, value]) => [field, meant(value)]);
		const headers = Object.entries(step.properties.headers ?? {}).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.map(meant) : meant(value)
		]);
		const properties = {
			...step.properties,
			...(headers.length > 0 && { headers: Object.fromEntries(headers) as PlainTable })
		};
		return { ...step, fields: Object.fromEntries(fields) as SendStep['fields'], properties };
	}

	private pseudonym(name: string, prefix: string): string {
		if (!this.names.has(name)) this.names.set(name, `${prefix}<${this.names.size + 1}>`);
		return this.names.get(name)!;
	}

	/** Everybody leaves; what they named or were given is removed, so that the next one finds an empty server. */
	async tidy(steps: readonly Step[]): Promise<void> {
		const declared = [...this.clients.values()].flatMap((client) => [...client.declared]);
		for (const client of this.clients.values()) client.vanish();
		this.clients.clear();
		if (!this.target.lasting) return;
		const fields = steps.map((step) => (step.do === 'send' ? (step.fields as Names) : {}));
		const queues = new Set([...fields.map(({ queue }) => queue), ...declared, ...this.left]);
		const exchanges = fields.flatMap(({ exchange, destination, source }) => [exchange, destination, source]);
		const client = await this.client('a', false);
		for (const queue of queues) if (queue) await removeQueue(client, queue);
		for (const step of steps)
			if (step.do === 'send' && step.method === 'exchange.bind')
				await client.ask(ASIDE, complete('exchange.unbind', { ...step.fields, nowait: false }));
		for (const exchange of new Set(exchanges))
			if (exchange)
				await client.ask(ASIDE, { name: 'exchange.delete', exchange, ifUnused: false, nowait: false });
		client.vanish();
		for (const step of steps)
			if (step.do === 'policy' && step.definition !== null)
				await this.target.order({ ...step, definition: null });
			else if (step.do === 'permit') await this.target.order({ ...step, permission: VISITOR.permission });
			else if (step.do === 'permit topic')
				await this.target.order({ ...step, permission: usualTopicPermission(step.exchange) });
	}
}

function isOrder(step: Step): step is Order {
	return step.do === 'policy' || step.do === 'permit' || step.do === 'permit topic';
}

function usualTopicPermission(exchange: string): TopicPermission {
	return exchange === VISITOR.topic.exchange ? VISITOR.topic.permission : { write: '.*', read: '.*' };
}

function printOrder(order: Order): string {
	if (order.do === 'permit') return `${VISITOR.name} may ${JSON.stringify(order.permission)}`;
	if (order.do === 'permit topic')
		return `${VISITOR.name} may ${JSON.stringify(order.permission)} of ${order.exchange}`;
	const { operator, name, pattern, applyTo, definition, priority } = order;
	const kind = operator ? 'operator policy' : 'policy';
	if (definition === null) return `no ${kind} ${name}`;
	return `${kind} ${name} "${pattern}" ${JSON.stringify(definition)} priority=${priority} applyTo=${applyTo}`;
}

type SendStep = Extract<Step, { do: 'send' }>;

/** A channel that scenarios don't use. */
const ASIDE = 1999;

/** A queue of somebody who has just vanished is locked until the server has noticed. */
async function removeQueue(client: Client, queue: string): Promise<void> {
	const answer = await client.ask(ASIDE, {
		name: 'queue.delete',
		...{ queue, ifUnused: false, ifEmpty: false, nowait: false }
	});
	if (answer?.name === 'channel.close' && answer.replyCode === REPLY_CODES.RESOURCE_LOCKED)
		await removeQueue(client, queue);
}

/** Fields that name something a server keeps. */
interface Names {
	readonly queue?: string;
	readonly exchange?: string;
	readonly destination?: string;
	readonly source?: string;
}

/** The transcript, title first. */
export async function play(scenario: Scenario, target: Target): Promise<string> {
	const player = new Player(target);
	player.lines.push(`# ${scenario.title}`);
	for (const step of scenario.steps) await player.step(step);
	await player.tidy(scenario.steps);
	return player.lines.join('\n') + '\n';
}
