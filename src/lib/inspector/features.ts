/** The short marks of a queue's or exchange's features, as the management interface writes them. */
import type { FieldTable } from '../amqp';
import type { ExchangeInfo, QueueInfo } from '../broker';
import { fieldText } from '../graph/field-text';

export interface Feature {
	readonly mark: string;
	/** What it stands for: the property, or the argument with its value. */
	readonly meaning: string;
}

/** Marks of known arguments. */
const ARGUMENT_MARKS: Readonly<Record<string, string>> = {
	'x-message-ttl': 'TTL',
	'x-expires': 'Exp',
	'x-max-length': 'Lim',
	'x-max-length-bytes': 'Lim B',
	'x-overflow': 'Ovfl',
	'x-dead-letter-exchange': 'DLX',
	'x-dead-letter-routing-key': 'DLK',
	'x-max-priority': 'Pri',
	'x-single-active-consumer': 'SAC',
	'alternate-exchange': 'AE',
	'x-queue-master-locator': 'ML'
};

/** Arguments that are shown elsewhere. */
const SHOWN_ELSEWHERE = new Set(['x-queue-type']);

export function queueFeatures(queue: QueueInfo): Feature[] {
	return [
		...when(queue.durable, 'D', 'durable: true'),
		...when(queue.autoDelete, 'AD', 'auto-delete: true'),
		...when(queue.exclusive, 'Excl', 'exclusive: true'),
		...argumentFeatures(queue.arguments),
		...policyFeature(queue.policy)
	];
}

export function exchangeFeatures(exchange: ExchangeInfo): Feature[] {
	return [
		...when(exchange.durable, 'D', 'durable: true'),
		...when(exchange.autoDelete, 'AD', 'auto-delete: true'),
		...when(exchange.internal, 'I', 'internal: true'),
		...argumentFeatures(exchange.arguments),
		...policyFeature(exchange.policy)
	];
}

function when(holds: boolean, mark: string, meaning: string): Feature[] {
	return holds ? [{ mark, meaning }] : [];
}

/** Known arguments under their marks, all others together under `Args`. */
function argumentFeatures(table: FieldTable): Feature[] {
	const known: Feature[] = [];
	const others: string[] = [];
	for (const [name, value] of table) {
		if (SHOWN_ELSEWHERE.has(name)) continue;
		const meaning = `${name}: ${fieldText(value)}`;
		const mark = ARGUMENT_MARKS[name];
		if (mark === undefined) others.push(meaning);
		else known.push({ mark, meaning });
	}
	return others.length === 0 ? known : [...known, { mark: 'Args', meaning: others.join(', ') }];
}

function policyFeature(policy: string | null): Feature[] {
	return policy === null ? [] : [{ mark: policy, meaning: `policy: ${policy}` }];
}
