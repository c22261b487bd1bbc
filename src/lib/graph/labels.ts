/** The words the picture needs. The page supplies them in the reader's language. */
import type { CopyPlace } from './balance';

export interface GraphLabels {
	/** Name of the whole figure for a screen reader. */
	readonly figure: string;
	/** Title of the default exchange, whose name is empty. */
	readonly defaultExchange: string;
	/** Letters in the circles: P and C; a program that does both shows both. */
	readonly producerLetter: string;
	readonly consumerLetter: string;
	/** Kinds for screen readers: `program`, `exchange`, `queue`. */
	readonly program: string;
	readonly exchange: string;
	readonly queue: string;
	/** Flags under a name. */
	readonly durable: string;
	readonly exclusive: string;
	readonly autoDelete: string;
	readonly internal: string;
	/** Under a queue. */
	readonly empty: string;
	readonly ready: (count: number) => string;
	readonly unacked: (count: number) => string;
	/** Beside a consumer: what it holds, of its prefetch (null: no limit). */
	readonly holds: (count: number, limit: number | null) => string;
	/** A connection by its address, in a virtual host; a channel of it by its number. */
	readonly connection: (name: string, vhost: string) => string;
	readonly channel: (number: number) => string;
	/** What each consumer of a channel may hold, or (`shared`) all of them together. */
	readonly prefetch: (count: number, shared: boolean) => string;
	/** The mark that shows a program's connections, or hides them. */
	readonly unfold: string;
	readonly fold: string;
	/** A single active consumer that waits for its turn. */
	readonly waiting: string;
	/** A program that is over: by itself with a code, or killed (null). */
	readonly exited: (code: number | null) => string;
	/** A stream too dense to draw each message: messages a second. */
	readonly rate: (perSecond: number) => string;
	/** The line that balances: `published 4 → copies 9 = acked 5 + ready 3 + …`. */
	readonly published: string;
	readonly unroutable: string;
	readonly returned: string;
	/** Direct replies. */
	readonly replied: string;
	readonly refused: string;
	readonly copies: string;
	readonly places: Readonly<Record<CopyPlace, string>>;
	/** Headings of the table that stands for the figure. */
	readonly columns: { readonly node: string; readonly state: string; readonly leadsTo: string };
	/** Name of a binding for a screen reader. */
	readonly binding: (from: string, to: string, key: string) => string;
}
