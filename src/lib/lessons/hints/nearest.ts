/** The name that somebody meant who wrote another, by the edits between them. */

/** So many letters may be wrong, missing or too many. */
const MOST_EDITS = 2;

/** The one of `names` that is nearest to `written`; undefined when none is near. */
export function nearest(written: string, names: readonly string[]): string | undefined {
	const limit = Math.min(MOST_EDITS, Math.floor(written.length / 3));
	const ranked = names.map((name) => ({ name, edits: editsBetween(written, name) }));
	const [best] = ranked.filter(({ edits }) => edits <= limit).sort((a, b) => a.edits - b.edits);
	return best?.name;
}

/** Levenshtein's distance, a row of its table at a time. */
function editsBetween(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (const [above, letter] of [...one].entries()) {
		const next = [above + 1];
		for (const [left, wanted] of [...other].entries()) {
			next.push(Math.min(row[left + 1]! + 1, next[left]! + 1, row[left]! + (letter === wanted ? 0 : 1)));
		}
		row = next;
	}
	return row[other.length]!;
}
