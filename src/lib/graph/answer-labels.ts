/** The words of the answers that a picked node or binding gives. */
import type { Alarm } from '../broker/alarms';
import type { ConsumerEnded } from '../broker/trace';
import type { Answer } from './answers';
import type { CopyPlace } from './balance';
import type { Reached } from './limits';

export interface AnswerLabels {
	readonly over: (code: number | null) => string;
	readonly trouble: (code: number, text: string) => string;
	readonly unconnected: string;
	readonly blocked: (alarms: readonly Alarm[], waiting: number) => string;
	readonly full: (queue: string, reached: Reached, ready: number) => string;
	readonly holds: (queue: string, holds: number) => string;
	/** `active`: the active consumer's program, null when there is none. */
	readonly notActive: (queue: string, active: string | null) => string;
	readonly outranked: (queue: string, by: string, theirs: number, own: number) => string;
	readonly neverFilled: (queue: string) => string;
	readonly heldElsewhere: (queue: string, count: number) => string;
	readonly allDone: (queue: string, total: number) => string;
	readonly next: (queue: string, ready: number) => string;
	readonly stopped: (queue: string, reason: ConsumerEnded['reason']) => string;
	readonly publishes: (count: number) => string;
	readonly doesNothing: string;
	readonly nobody: (ready: number) => string;
	readonly allFull: (ready: number, consumers: number) => string;
	readonly unbound: string;
	readonly unmatched: (exchange: string, seen: number) => string;
	readonly nothingYet: (exchange: string) => string;
	/** `exchange` '': it is the queue's own name that stands in the other virtual host as well. */
	readonly elsewhere: (exchange: string, vhost: string) => string;
	readonly passed: (total: number, ended: readonly (readonly [CopyPlace, number])[]) => string;
	readonly internal: string;
	readonly noBindings: (seen: number) => string;
	readonly routed: (seen: number, lost: number) => string;
	readonly diverted: (count: number, alternate: string) => string;
	readonly took: (matched: number, exchange: string, seen: number) => string;
}

/** An answer in the reader's language. */
export function answerText(answer: Answer, labels: AnswerLabels): string {
	switch (answer.type) {
		case 'over':
			return labels.over(answer.code);
		case 'trouble':
			return labels.trouble(answer.code, answer.text);
		case 'unconnected':
			return labels.unconnected;
		case 'blocked':
			return labels.blocked(answer.alarms, answer.waiting);
		case 'full':
			return labels.full(answer.queue, answer, answer.ready);
		case 'holds':
			return labels.holds(answer.queue, answer.holds);
		case 'not-active':
			return labels.notActive(answer.queue, answer.active);
		case 'outranked':
			return labels.outranked(answer.queue, answer.by, answer.theirs, answer.own);
		case 'never-filled':
			return labels.neverFilled(answer.queue);
		case 'held-elsewhere':
			return labels.heldElsewhere(answer.queue, answer.count);
		case 'all-done':
			return labels.allDone(answer.queue, answer.total);
		case 'next':
			return labels.next(answer.queue, answer.ready);
		case 'stopped':
			return labels.stopped(answer.queue, answer.reason);
		case 'publishes':
			return labels.publishes(answer.count);
		case 'does-nothing':
			return labels.doesNothing;
		case 'nobody':
			return labels.nobody(answer.ready);
		case 'all-full':
			return labels.allFull(answer.ready, answer.consumers);
		case 'unbound':
			return labels.unbound;
		case 'unmatched':
			return labels.unmatched(answer.exchange, answer.seen);
		case 'nothing-yet':
			return labels.nothingYet(answer.exchange);
		case 'elsewhere':
			return labels.elsewhere(answer.exchange, answer.vhost);
		case 'passed':
			return labels.passed(answer.total, answer.ended);
		case 'internal':
			return labels.internal;
		case 'no-bindings':
			return labels.noBindings(answer.seen);
		case 'routed': {
			const { seen, lost, diverted, alternate } = answer;
			const text = labels.routed(seen, lost);
			return alternate !== null && diverted > 0 ? `${text}${labels.diverted(diverted, alternate)}` : text;
		}
		case 'took':
			return labels.took(answer.matched, answer.exchange, answer.seen);
	}
}
