/** "Did you mean": the known word most like a mistyped one, by Jaro's measure, as RabbitMQ's tools choose it. */

const LIKE_ENOUGH = 0.77;

/** The word most like `typed`, if one is like enough. */
export function suggest(typed: string, words: Iterable<string>): string | null {
	let best: string | null = null;
	let most = LIKE_ENOUGH;
	for (const word of words) {
		const likeness = jaro(word, typed);
		if (likeness > most || (best === null && likeness === most)) [best, most] = [word, likeness];
	}
	return best;
}

/**
 * Jaro similarity: 0 for nothing in common, 1 for the same. As Elixir counts it: a transposition wherever a match
 * lies before the match of the letter before.
 */
export function jaro(a: string, b: string): number {
	if (a === b) return 1;
	const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
	const reach = Math.floor(longer.length / 2) - 1;
	const taken = new Set<number>();
	let transpositions = 0;
	let last = -1;
	for (const [index, letter] of [...shorter].entries()) {
		const place = findFree(letter, longer, taken, index - reach, index + reach);
		if (place < 0) continue;
		taken.add(place);
		if (place < last) transpositions++;
		last = place;
	}
	const matches = taken.size;
	if (matches === 0) return 0;
	return (matches / a.length + matches / b.length + (matches - transpositions) / matches) / 3;
}

/** The first place of a letter within a range where nothing matched yet, or -1. */
function findFree(
	letter: string,
	text: string,
	taken: ReadonlySet<number>,
	from: number,
	to: number
): number {
	for (let place = Math.max(0, from); place <= Math.min(to, text.length - 1); place++)
		if (text[place] === letter && !taken.has(place)) return place;
	return -1;
}
