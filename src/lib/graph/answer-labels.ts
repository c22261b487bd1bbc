/** The words of the answers that a picked node gives. */
import type { Answer } from './answers';

export interface AnswerLabels {
	readonly full: (queue: string, holds: number, ready: number) => string;
	readonly holds: (queue: string, holds: number) => string;
	/** `active`: the file of the active consumer, null when there is none. */
	readonly notActive: (queue: string, active: string | null) => string;
	readonly neverFilled: (queue: string) => string;
	readonly heldElsewhere: (queue: string, count: number) => string;
	readonly allDone: (queue: string, total: number) => string;
	readonly next: (queue: string, ready: number) => string;
	readonly publishes: (count: number) => string;
	readonly doesNothing: string;
	readonly nobody: (ready: number) => string;
	readonly allFull: (ready: number, consumers: number) => string;
	readonly unbound: string;
	readonly unmatched: (exchange: string, seen: number) => string;
	readonly nothingYet: (exchange: string) => string;
	readonly passed: (total: number) => string;
	readonly noBindings: (seen: number) => string;
	readonly routed: (seen: number, lost: number) => string;
}

/** An answer in the reader's language. */
export function answerText(answer: Answer, labels: AnswerLabels): string {
	switch (answer.type) {
		case 'full':
			return labels.full(answer.queue, answer.holds, answer.ready);
		case 'holds':
			return labels.holds(answer.queue, answer.holds);
		case 'not-active':
			return labels.notActive(answer.queue, answer.active);
		case 'never-filled':
			return labels.neverFilled(answer.queue);
		case 'held-elsewhere':
			return labels.heldElsewhere(answer.queue, answer.count);
		case 'all-done':
			return labels.allDone(answer.queue, answer.total);
		case 'next':
			return labels.next(answer.queue, answer.ready);
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
		case 'passed':
			return labels.passed(answer.total);
		case 'no-bindings':
			return labels.noBindings(answer.seen);
		case 'routed':
			return labels.routed(answer.seen, answer.lost);
	}
}
