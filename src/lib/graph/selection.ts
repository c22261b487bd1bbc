/** What a reader has picked in the picture, as the page gets it. */
import type { Origin } from './scene';
import type { BindingId, ExchangeId, MessageId, QueueId } from '../broker/trace';

export type Selection =
	/** `program`: its id in the trace. */
	| { readonly kind: 'program'; readonly program: string; readonly file: string }
	/** `program` and `line`: who made it and where, when known. */
	| {
			readonly kind: 'exchange';
			readonly exchange: ExchangeId;
			readonly program: string | null;
			readonly line: number | null;
	  }
	| {
			readonly kind: 'queue';
			readonly queue: QueueId;
			readonly program: string | null;
			readonly line: number | null;
	  }
	| {
			readonly kind: 'binding';
			readonly binding: BindingId;
			readonly program: string | null;
			readonly line: number | null;
	  }
	/** `message` is 0 while it is still on its way to the broker. */
	| {
			readonly kind: 'message';
			readonly message: MessageId;
			readonly number: number;
			/** Who published it, and where. */
			readonly origin: Origin;
	  };
