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

/** Jaro similarity: 0 for nothing in common, 1 for the same. */
export function jaro(a: string, b: string): number {
	if (a === b) return 1;
	const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
	const taken = new Set<number>();
	const matchedInA: string[] = [];
	for (const [index, letter] of [...a].entries()) {
		const to = Math.min(b.length, index + window + 1);
		for (let place = Math.max(0, index - window); place < to; place++) {
			if (taken.has(place) || b[place] !== letter) continue;
			taken.add(place);
			matchedInA.push(letter);
			break;
		}
	}
	const matches = matchedInA.length;
	if (matches === 0) return 0;
	const matchedInB = [...taken].sort((one, other) => one - other).map((place) => b[place]);
	const moved = matchedInA.filter((letter, index) => letter !== matchedInB[index]).length / 2;
	return (matches / a.length + matches / b.length + (matches - moved) / matches) / 3;
}
