/** The words of the card that tells a message's story. */
import type { Alarm } from '../broker/alarms';
import type { CopyDropped, CopyRequeued } from '../broker/trace';
import type { Fact } from './facts';
import type { Reached } from './limits';
import type { RivalReason } from './rivals';

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;

export interface WhyLabels {
	/** `message 2` */
	readonly message: (number: number) => string;
	readonly close: string;
	/** The messages that left a program before and after it. */
	readonly before: string;
	readonly after: string;
	/** Its content is still travelling to the broker. */
	readonly travelling: string;
	/** The same while the broker reads nothing from publishers (C32). */
	readonly blocked: (alarms: readonly Alarm[]) => string;
	/** `producer.js, line 12` (line null: not known), to an exchange ('' is the default one). */
	readonly published: (program: string, line: number | null, exchange: string) => string;
	/** Heading when more than one exchange was asked. */
	readonly asked: (exchange: string) => string;
	/** Heading of an exchange that was asked because none of the one before's bindings matched. */
	readonly alternate: (exchange: string) => string;
	/** Heading of a dead letter's way through its first exchange ('' is the default one). */
	readonly deadLettered: (exchange: string, routingKey: string) => string;
	/** The default exchange found the queue of that name, or none. */
	readonly named: (queue: string) => string;
	readonly noSuchQueue: (name: string) => string;
	readonly noBindings: (exchange: string) => string;
	/** Its queue had it already: one copy a queue. */
	readonly again: (queue: string) => string;
	/** Bindings that didn't match and are not listed one by one. */
	readonly others: (count: number) => string;
	readonly unroutable: string;
	readonly returned: string;
	readonly replied: string;
	readonly refused: (queue: string) => string;
	/** Published in a transaction that is yet to be committed, or never was (B30). */
	readonly uncommitted: string;
	readonly rolledBack: string;
	/** What became of a copy, after its queue's name. */
	readonly waiting: (ahead: number) => string;
	readonly nobody: string;
	readonly full: (program: string, reached: Reached) => string;
	readonly held: (program: string) => string;
	readonly acknowledged: (program: string) => string;
	readonly autoAcknowledged: (program: string) => string;
	/** `transient`: in a restart, which of the two was not on disk. */
	readonly dropped: (
		reason: CopyDropped['reason'],
		deadLettered: boolean,
		transient: 'queue' | 'message' | null
	) => string;
	readonly requeued: (times: number, reason: CopyRequeued['reason']) => string;
	/** Another consumer of the queue that didn't get it. */
	readonly passedOver: (program: string, why: RivalReason) => string;
	/** Why a binding matched, or not. */
	readonly everyMessage: string;
	readonly sameKey: string;
	readonly otherKey: (routingKey: string) => string;
	readonly anyKey: string;
	readonly begins: (text: string) => string;
	readonly ends: (text: string) => string;
	readonly words: (words: FactOf<'words'>['words']) => string;
	readonly wordCount: (count: number, orMore: boolean) => string;
	readonly wordDiffers: (place: number, found: string, expected: string) => string;
	readonly wordMissing: (expected: string) => string;
	readonly endsOtherwise: (text: string) => string;
	readonly wordLeft: (place: number, found: string) => string;
	/** `found` null: the message has no such header; `wanted` '': any value will do. */
	readonly header: (name: string, wanted: string, found: string | null) => string;
	/** A headers binding without arguments that take part (X19). */
	readonly noHeaders: (any: boolean) => string;
	/** `drawn`: the hash fell to this binding. */
	readonly hash: (weight: number, drawn: boolean) => string;
}

/** A fact in the reader's language. */
export function factText(fact: Fact, labels: WhyLabels): string {
	switch (fact.type) {
		case 'every-message':
			return labels.everyMessage;
		case 'same-key':
			return labels.sameKey;
		case 'other-key':
			return labels.otherKey(fact.routingKey);
		case 'any-key':
			return labels.anyKey;
		case 'begins':
			return labels.begins(fact.text);
		case 'ends':
			return labels.ends(fact.text);
		case 'words':
			return labels.words(fact.words);
		case 'word-count':
			return labels.wordCount(fact.count, fact.orMore);
		case 'word-differs':
			return labels.wordDiffers(fact.place, fact.found, fact.expected);
		case 'word-missing':
			return labels.wordMissing(fact.expected);
		case 'ends-otherwise':
			return labels.endsOtherwise(fact.text);
		case 'word-left':
			return labels.wordLeft(fact.place, fact.found);
		case 'headers':
			return headersText(fact, labels);
		case 'hash':
			return labels.hash(fact.weight, fact.drawn);
	}
}

function headersText({ any, headers }: FactOf<'headers'>, labels: WhyLabels): string {
	if (headers.length === 0) return labels.noHeaders(any);
	return headers.map(({ name, wanted, found }) => labels.header(name, wanted, found)).join(' · ');
}
