/**
 * YAML read strictly: every value is asked for by name and type, and whatever is missing, misspelt or of
 * another type becomes a fault with its line. After a fault a harmless value is returned, so that reading
 * goes on and one build names all faults.
 */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { FaultList } from './fault';

interface YamlFile {
	readonly file: string;
	readonly faults: FaultList;
	readonly lines: LineCounter;
	/** Lines of the file before the YAML begins (front matter). */
	readonly skipped: number;
}

/** One value of a YAML file, and its path in words: `programs.javascript[0].file`. */
export class YamlField {
	private constructor(
		readonly path: string,
		readonly line: number,
		private readonly node: unknown,
		private readonly from: YamlFile
	) {}

	/** The whole document. Syntax errors become faults. */
	static read(file: string, text: string, faults: FaultList, skipped = 0): YamlField {
		const lines = new LineCounter();
		const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
		for (const error of document.errors) {
			faults.add(file, `not valid YAML: ${error.message}`, lines.linePos(error.pos[0]).line + skipped);
		}
		const contents = document.errors.length > 0 ? undefined : document.contents;
		return new YamlField('', skipped + 1, contents, { file, faults, lines, skipped });
	}

	fault(message: string): void {
		const subject = this.path === '' ? '' : `\`${this.path}\` `;
		this.from.faults.add(this.from.file, subject + message, this.line);
	}

	/** The values of a map with exactly these keys; those of `optional` may be absent. */
	fields<R extends string, O extends string = never>(
		required: readonly R[],
		optional: readonly O[] = []
	): Record<R, YamlField> & Partial<Record<O, YamlField>> {
		const found = new Map(this.entries());
		const known: readonly string[] = [...required, ...optional];
		for (const [key, field] of found) {
			if (!known.includes(key)) field.fault(`is not a field here; use ${known.join(', ')}`);
		}
		for (const key of required) {
			if (found.has(key)) continue;
			const absent = this.child(this.path === '' ? key : `${this.path}.${key}`, undefined);
			if (!this.isAbsent) absent.fault('is missing: add it');
			found.set(key, absent);
		}
		return Object.fromEntries(found) as Record<R, YamlField> & Partial<Record<O, YamlField>>;
	}

	/** Keys and values of a map, whatever the keys. */
	entries(): [string, YamlField][] {
		if (this.isAbsent || this.node === null) return [];
		if (!isMap(this.node)) {
			this.fault('should be a map of `name: value`');
			return [];
		}
		return this.node.items.map(({ key, value }) => {
			const name = isScalar(key) ? String(key.value) : String(key);
			return [name, this.child(this.path === '' ? name : `${this.path}.${name}`, value, key)];
		});
	}

	items(): YamlField[] {
		if (this.isAbsent) return [];
		if (!isSeq(this.node)) {
			this.fault('should be a list');
			return [];
		}
		return this.node.items.map((item, index) => this.child(`${this.path}[${index}]`, item));
	}

	/** Text that isn't blank. Numbers and booleans must be quoted to be text, and so must what has ` #` in it. */
	text(): string {
		if (this.isAbsent) return '';
		if (isScalar(this.node) && this.node.type === 'PLAIN' && this.node.comment)
			this.fault('ends where ` #` begins a comment: put the text in quotes');
		const value = isScalar(this.node) ? this.node.value : undefined;
		if (typeof value === 'string' && value.trim() !== '') return value;
		this.fault('should be text (in quotes, if it looks like a number)');
		return '';
	}

	/** A whole number of at least `least`. */
	integer(least: number): number {
		if (this.isAbsent) return least;
		const value = isScalar(this.node) ? this.node.value : undefined;
		if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
		this.fault(`should be a whole number, ${least} or more`);
		return least;
	}

	/** Missing, or part of a broken file: a fault already told. (An empty document is null.) */
	private get isAbsent(): boolean {
		return this.node === undefined;
	}

	private child(path: string, node: unknown, positioned: unknown = node): YamlField {
		const range = (positioned as { range?: [number, number, number] } | null | undefined)?.range;
		const line = range ? this.from.lines.linePos(range[0]).line + this.from.skipped : this.line;
		return new YamlField(path, line, node, this.from);
	}
}
