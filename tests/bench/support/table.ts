/** What a bench found, as a table: ours, the peer's, how they compare, and whether that is as good as was hoped. */

export interface Row {
	readonly what: string;
	readonly ours: string;
	/** What it is measured against, in the same run. */
	readonly peer: string;
	/** The comparison, e.g. `6.1×`. */
	readonly ratio: string;
	/** What was hoped for, e.g. `≥ 5×`; absent where nothing was. */
	readonly goal?: string;
	readonly met?: boolean;
}

type Headings = Readonly<Record<'what' | 'ours' | 'peer' | 'ratio' | 'goal', string>>;

const HEADINGS: Headings = { what: '', ours: 'Warren', peer: 'peer', ratio: 'ratio', goal: 'goal' };

/** Prints rows under headings; those not given are plain words for what the columns are. */
export function printTable(rows: readonly Row[], headings: Partial<Headings> = {}): void {
	const head = { ...HEADINGS, ...headings };
	const lines = [head, ...rows].map((row) => {
		const { what, ours, peer, ratio, goal = '' } = row;
		const verdict = 'met' in row && row.met !== undefined ? (row.met ? 'met' : 'missed') : '';
		return [what, ours, peer, ratio, goal, verdict];
	});
	const widths = lines[0]!.map((_cell, column) => Math.max(...lines.map((line) => line[column]!.length)));
	for (const line of lines) {
		const cells = line.map((cell, column) =>
			column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)
		);
		console.log(`  ${cells.join('  ')}`.trimEnd());
	}
}

/** `1,234,567`. */
export function count(value: number): string {
	return Math.round(value).toLocaleString('en');
}

/** `6.1×`. */
export function times(value: number): string {
	return `${value < 10 ? value.toFixed(2) : count(value)}×`;
}
