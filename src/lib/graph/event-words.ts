/** One event in plain words: what the timeline says at each step. */
import type { Alarm } from '../broker/alarms';
import type { CopyDropped, CopyRequeued, ExchangeDeclared, QueueDeclared } from '../broker/trace';
import type { TraceEvent } from '../network/events';
import { shortName, type NameBook } from './name-book';

/** The words; an exchange's name is '' for the default one. `message` is what `EventLabels.message` made. */
export interface EventLabels {
	readonly message: (number: number | null) => string;
	readonly exchange: (name: string) => string;
	readonly started: (program: string) => string;
	readonly printed: (program: string, text: string) => string;
	readonly exited: (program: string, code: number | null) => string;
	readonly connected: (program: string, vhost: string) => string;
	/** Text is '' for a normal goodbye; `lost`: the network broke off. */
	readonly disconnected: (program: string, text: string, lost: boolean) => string;
	readonly connectionRefused: (program: string, text: string) => string;
	readonly channelOpened: (program: string, channel: number) => string;
	readonly channelClosed: (program: string, channel: number, text: string) => string;
	/** Messages; 0 is unlimited. */
	readonly prefetchSet: (program: string, count: number) => string;
	readonly modeSet: (program: string, mode: 'confirm' | 'tx') => string;
	readonly declared: (what: string) => string;
	readonly deleted: (what: string) => string;
	readonly queue: (name: string, kind: QueueDeclared['kind']) => string;
	readonly kindOfExchange: (exchange: string, kind: ExchangeDeclared['kind']) => string;
	readonly bound: (from: string, to: string, key: string) => string;
	readonly unbound: (from: string, to: string, key: string) => string;
	readonly consuming: (program: string, queue: string) => string;
	readonly stoppedConsuming: (program: string, queue: string) => string;
	readonly activated: (program: string, queue: string) => string;
	readonly published: (message: string, exchange: string, routingKey: string) => string;
	readonly routed: (message: string, queues: readonly string[]) => string;
	readonly routedDead: (message: string, queues: readonly string[]) => string;
	readonly returned: (message: string, program: string) => string;
	readonly replied: (message: string, program: string) => string;
	readonly transaction: (program: string, committed: boolean) => string;
	readonly confirmed: (program: string, deliveryTag: number, nack: boolean) => string;
	readonly enqueued: (message: string, queue: string, restored: boolean) => string;
	readonly delivered: (message: string, queue: string, program: string, redelivered: boolean) => string;
	readonly acknowledged: (message: string, program: string) => string;
	/** `waits`: it is not ready yet (Q37). */
	readonly requeued: (
		message: string,
		queue: string,
		reason: CopyRequeued['reason'],
		waits: boolean
	) => string;
	readonly dropped: (
		message: string,
		queue: string,
		reason: CopyDropped['reason'],
		deadLettered: boolean
	) => string;
	readonly refused: (message: string, queue: string) => string;
	readonly restarted: string;
	readonly departs: (program: string, exchange: string, routingKey: string) => string;
	readonly travels: (program: string) => string;
	readonly travelsBack: (program: string) => string;
	readonly vhostAdded: (vhost: string) => string;
	readonly vhostDeleted: (vhost: string) => string;
	readonly userAdded: (user: string) => string;
	readonly userDeleted: (user: string) => string;
	readonly permitted: (user: string, vhost: string) => string;
	readonly forbidden: (user: string, vhost: string) => string;
	readonly policySet: (policy: string) => string;
	readonly policyCleared: (policy: string) => string;
	/** `policies` name what holds for it from now on; empty: none. */
	readonly policyApplied: (what: string, policies: readonly string[]) => string;
	readonly alarm: (alarm: Alarm, raised: boolean) => string;
}

/** Longest piece of output that is quoted, in characters. */
const QUOTED = 60;

export function eventWords(event: TraceEvent, names: NameBook, words: EventLabels): string {
	const message = 'message' in event ? words.message(names.number(event.message)) : '';
	const queue = 'queue' in event ? names.queue(event.queue) : '';
	const program = 'connection' in event ? names.program(event.connection) : '';
	switch (event.type) {
		case 'message.published':
			return words.published(message, words.exchange(names.exchange(event.exchange)), event.routingKey);
		case 'message.routed': {
			const queues = event.queues.map((id) => names.queue(id));
			return (event.cause === 'publish' ? words.routed : words.routedDead)(message, queues);
		}
		case 'message.returned':
			return words.returned(message, program);
		case 'message.replied':
			return words.replied(message, program);
		case 'copy.enqueued':
			return words.enqueued(message, queue, event.restored ?? false);
		case 'copy.delivered':
			return words.delivered(message, queue, program, event.redelivered);
		case 'copy.acknowledged':
			return words.acknowledged(message, program);
		case 'copy.requeued':
			return words.requeued(message, queue, event.reason, event.dueAt !== undefined);
		case 'copy.dropped':
			return words.dropped(message, queue, event.reason, event.deadLettered);
		case 'copy.refused':
			return words.refused(message, queue);
		case 'transaction.ended':
			return words.transaction(program, event.committed);
		case 'confirm.sent':
			return words.confirmed(program, event.deliveryTag, event.nack);
		case 'content.departed':
			return departureWords(event, names, words);
		case 'broker.restarted':
			return words.restarted;
		default:
			return topologyWords(event, names, words) ?? programWords(event, names, words);
	}
}

function departureWords(
	event: Extract<TraceEvent, { type: 'content.departed' }>,
	names: NameBook,
	words: EventLabels
): string {
	const program = names.program(event.connection);
	if (event.what === 'publish')
		return words.departs(program, words.exchange(event.exchange), event.routingKey);
	return event.what === 'return' ? words.travelsBack(program) : words.travels(program);
}

type Rest = Exclude<TraceEvent, { readonly message: number } | { type: 'content.departed' }>;

function topologyWords(event: Rest, names: NameBook, words: EventLabels): string | null {
	switch (event.type) {
		case 'exchange.declared':
			return words.declared(words.kindOfExchange(words.exchange(event.name), event.kind));
		case 'exchange.deleted':
			return words.deleted(words.exchange(names.exchange(event.exchange)));
		case 'queue.declared':
			return words.declared(words.queue(event.name, event.kind));
		case 'queue.deleted':
			return words.deleted(words.queue(names.queue(event.queue), 'classic'));
		case 'binding.created':
		case 'binding.removed': {
			const binding = names.binding(event.binding);
			const say = event.type === 'binding.created' ? words.bound : words.unbound;
			return say(
				words.exchange(binding?.source ?? ''),
				binding?.destination ?? '',
				binding?.routingKey ?? ''
			);
		}
		case 'consumer.started':
		case 'consumer.ended':
		case 'consumer.activated': {
			const { program = '', queue = '' } = names.consumer(event.consumer) ?? {};
			const say = {
				'consumer.started': words.consuming,
				'consumer.ended': words.stoppedConsuming,
				'consumer.activated': words.activated
			}[event.type];
			return say(program, queue);
		}
		default:
			return null;
	}
}

function programWords(event: Rest, names: NameBook, words: EventLabels): string {
	const program = 'connection' in event ? names.program(event.connection) : '';
	switch (event.type) {
		case 'program.started':
			return words.started(shortName(event.program));
		case 'program.printed':
			return words.printed(shortName(event.program), quote(event.text));
		case 'program.exited':
			return words.exited(shortName(event.program), event.code);
		case 'connection.opened':
			return words.connected(program, event.vhost);
		case 'connection.closed':
			return words.disconnected(program, closeText(event), event.initiator === 'network');
		case 'connection.refused':
			return words.connectionRefused(shortName(event.program ?? ''), event.text);
		case 'channel.opened':
			return words.channelOpened(program, event.channel);
		case 'channel.closed':
			return words.channelClosed(program, event.channel, closeText(event));
		case 'channel.qos':
			return words.prefetchSet(program, event.prefetchCount);
		case 'channel.mode':
			return words.modeSet(program, event.mode);
		default:
			return operatorWords(event, names, words);
	}
}

type ByOperator = Extract<
	Rest,
	{ type: `${'vhost' | 'user' | 'permission' | 'topic-permission' | 'policy' | 'alarm'}.${string}` }
>;

function operatorWords(event: Rest, names: NameBook, words: EventLabels): string {
	const done = event as ByOperator;
	switch (done.type) {
		case 'vhost.added':
			return words.vhostAdded(done.vhost);
		case 'vhost.deleted':
			return words.vhostDeleted(done.vhost);
		case 'user.added':
			return words.userAdded(done.user);
		case 'user.deleted':
			return words.userDeleted(done.user);
		case 'permission.set':
		case 'topic-permission.set':
			return (done.permission ? words.permitted : words.forbidden)(done.user, done.vhost);
		case 'policy.set':
			return words.policySet(done.policy.name);
		case 'policy.cleared':
			return words.policyCleared(done.name);
		case 'policy.applied': {
			const { object, policy, operatorPolicy } = done;
			const what =
				'queue' in object ? names.queue(object.queue) : words.exchange(names.exchange(object.exchange));
			return words.policyApplied(
				what,
				[policy, operatorPolicy].filter((name) => name !== null)
			);
		}
		case 'alarm.changed':
			return words.alarm(done.alarm, done.raised);
	}
}

/** What the broker says when it closes something; '' for an ordinary end. */
function closeText({ initiator, text }: { readonly initiator: string; readonly text: string }): string {
	return initiator === 'broker' ? text : '';
}

function quote(text: string): string {
	const line = text.trim().split('\n')[0] ?? '';
	return line.length > QUOTED ? `${line.slice(0, QUOTED - 1)}…` : line;
}
