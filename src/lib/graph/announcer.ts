/** What has happened lately, in a few words: said at most every so often, and only when something did. */
import { COPY_PLACES, type Balance } from './balance';
import type { GraphLabels } from './labels';
import { plainName, type Spoken } from './names';

/** Real milliseconds between two announcements. */
const PAUSE = 2500;
/** More newcomers than this are not named one by one. */
const MOST_NAMES = 4;
/** Counts whose growth is news. What waits or is held comes and goes; the table has it. */
const TOLD = ['published', 'returned', 'unroutable', 'replied', 'refused'] as const;
const TOLD_PLACES = COPY_PLACES.filter((place) => place !== 'ready' && place !== 'unacked');

export class Announcer {
	#saidAt = -Infinity;
	#balance: Balance | null = null;
	#known = new Set<string>();

	/** The next thing to say; null for nothing yet. `clock`: real time in milliseconds. */
	next(
		nodes: readonly (Spoken & { readonly id: string })[],
		balance: Balance,
		labels: GraphLabels,
		clock: number
	): string | null {
		if (clock - this.#saidAt < PAUSE) return null;
		const words = [...this.#newcomers(nodes, labels), ...this.#growth(balance, labels)];
		this.#balance = balance;
		this.#known = new Set(nodes.map(({ id }) => id));
		if (words.length === 0) return null;
		this.#saidAt = clock;
		return words.join(', ');
	}

	#newcomers(nodes: readonly (Spoken & { readonly id: string })[], labels: GraphLabels): string[] {
		return nodes
			.filter(({ id }) => !this.#known.has(id))
			.slice(0, MOST_NAMES)
			.map((node) => plainName(node, labels));
	}

	#growth(balance: Balance, labels: GraphLabels): string[] {
		const before = this.#balance;
		const grown = (name: keyof Balance, word: string) => {
			const by = balance[name] - (before?.[name] ?? 0);
			return by > 0 ? [`${word} ${by}`] : [];
		};
		return [
			...TOLD.flatMap((name) => grown(name, labels[name])),
			...TOLD_PLACES.flatMap((place) => grown(place, labels.places[place]))
		];
	}
}
