/**
 * Why a binding did or didn't match a message: pure, for whoever reads the trace. The broker itself never
 * asks this when it routes.
 */
import type { FieldTable, FieldValue } from '../../amqp';
import { explainDirect } from './direct';
import { explainFanout } from './fanout';
import { explainHeaders, type MatchMode } from './headers';
import { explainTopic } from './topic';

export interface HeaderVerdict {
	readonly name: string;
	/** A void wish is for the header's presence (X20). */
	readonly wanted: FieldValue;
	/** Null when the message has no such header. */
	readonly found: FieldValue | null;
	readonly satisfied: boolean;
}

export type Reason =
	/** Fanout: keys don't matter. */
	| { readonly type: 'every-message' }
	/** Direct: the keys are equal. */
	| { readonly type: 'same-key'; readonly key: string }
	| { readonly type: 'other-key'; readonly bindingKey: string; readonly routingKey: string }
	/** Topic: how many words of the routing key each word of the binding key took. */
	| {
			readonly type: 'words';
			readonly bindingKey: string;
			readonly routingKey: string;
			readonly spans: readonly number[];
	  }
	/**
	 * Topic: the furthest point any reading of the keys comes to. `expected` is null when the binding key is
	 * used up there, `found` when the routing key is. Places count words from 0.
	 */
	| {
			readonly type: 'word-differs';
			readonly bindingKey: string;
			readonly routingKey: string;
			readonly expected: string | null;
			readonly expectedAt: number;
			readonly found: string | null;
			readonly foundAt: number;
	  }
	/** Headers: each argument that takes part. None at all: `all` matches everything, `any` nothing (X19). */
	| { readonly type: 'headers'; readonly mode: MatchMode; readonly verdicts: readonly HeaderVerdict[] }
	/** Consistent hash: one destination is drawn by hash, in proportion to the weights. */
	| { readonly type: 'hash'; readonly weight: number };

export interface Explanation {
	readonly matches: boolean;
	readonly reason: Reason;
}

/**
 * Judges one binding of an exchange of type `type`. For a type that looks at the whole exchange
 * (x-consistent-hash) `matches` can't be known from one binding and is false.
 */
export function explain(
	type: string,
	binding: { readonly routingKey: string; readonly arguments: FieldTable },
	routingKey: string,
	headers: FieldTable
): Explanation {
	switch (type) {
		case 'fanout':
			return explainFanout();
		case 'topic':
			return explainTopic(binding.routingKey, routingKey);
		case 'headers':
			return explainHeaders(binding.arguments, headers);
		case 'x-consistent-hash':
			return { matches: false, reason: { type: 'hash', weight: Number(binding.routingKey) } };
		default:
			return explainDirect(binding.routingKey, routingKey);
	}
}
