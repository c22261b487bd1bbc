/** Which lines a solution keeps, removes and adds. Pure: the words of the diff view, without its looks. */
export interface DiffLine {
	readonly kind: 'same' | 'removed' | 'added';
	readonly text: string;
	/** 1-based line in the original; null for an added line. */
	readonly before: number | null;
	/** 1-based line in the modified text; null for a removed line. */
	readonly after: number | null;
}

/** Lines that changed with some around them; `skipped` same lines come before it. */
export interface DiffHunk {
	readonly skipped: number;
	readonly lines: readonly DiffLine[];
}

/** The shortest line diff (longest common subsequence); removals come before additions. */
export function lineDiff(original: string, modified: string): DiffLine[] {
	const a = original.split('\n');
	const b = modified.split('\n');
	const common = commonLengths(a, b);
	const lines: DiffLine[] = [];
	let i = 0;
	let j = 0;
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			lines.push({ kind: 'same', text: a[i]!, before: ++i, after: ++j });
		} else if (j === b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
			lines.push({ kind: 'removed', text: a[i]!, before: ++i, after: null });
		} else {
			lines.push({ kind: 'added', text: b[j]!, before: null, after: ++j });
		}
	}
	return lines;
}

/** `table[i][j]`: length of the longest common subsequence of a from i and b from j. Programs are short: n × m is fine. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
	const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			table[i]![j] =
				a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
		}
	}
	return table;
}

/** Leaves out long stretches of same lines, keeping `context` of them beside each change. */
export function hunks(lines: readonly DiffLine[], context = 3): DiffHunk[] {
	const near = lines.map((_, at) =>
		lines.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== 'same')
	);
	const result: { skipped: number; lines: DiffLine[] }[] = [];
	let skipped = 0;
	lines.forEach((line, at) => {
		if (!near[at]) return skipped++;
		if (skipped > 0 || result.length === 0) result.push({ skipped, lines: [] });
		skipped = 0;
		result.at(-1)!.lines.push(line);
	});
	return result;
}
