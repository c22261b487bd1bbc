/** TypeScript to JavaScript: types go, lines stay, and a map leads back to the written columns. */
import { transform } from 'sucrase';

export interface Stripped {
	readonly code: string;
	/** From a column of `code` to the written one; lines and columns from 1. */
	readonly column: (line: number, column: number) => number;
}

/** Throws a SyntaxError with `loc` when it can't be parsed. `commonJs` also turns `import` and `export` into `require` and `exports`. */
export function strip(source: string, file: string, commonJs = false): Stripped {
	const { code, sourceMap } = transform(source, {
		transforms: commonJs ? ['typescript', 'imports'] : ['typescript'],
		disableESTransforms: true,
		preserveDynamicImport: true,
		filePath: file,
		sourceMapOptions: { compiledFilename: file }
	});
	const lines = decodeMappings(sourceMap?.mappings ?? '');
	return { code, column: (line, column) => writtenColumn(lines[line - 1] ?? [], column) };
}

interface Segment {
	readonly generated: number;
	readonly written: number;
}

/** The segment at or before the column leads; what follows in the same token moves along. */
function writtenColumn(segments: readonly Segment[], column: number): number {
	let best: Segment | null = null;
	for (const segment of segments) {
		if (segment.generated > column - 1) break;
		best = segment;
	}
	return best ? best.written + (column - 1 - best.generated) + 1 : column;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A source map's `mappings`, as far as columns go. */
function decodeMappings(mappings: string): Segment[][] {
	let written = 0;
	return mappings.split(';').map((line) => {
		let generated = 0;
		const segments: Segment[] = [];
		for (const text of line.split(',')) {
			const fields = decodeNumbers(text);
			generated += fields[0] ?? 0;
			if (fields.length < 4) continue;
			written += fields[3]!;
			segments.push({ generated, written });
		}
		return segments;
	});
}

/** Base-64 variable-length quantities. */
function decodeNumbers(text: string): number[] {
	const numbers: number[] = [];
	let value = 0;
	let shift = 0;
	for (const char of text) {
		const digit = DIGITS.indexOf(char);
		value |= (digit & 31) << shift;
		shift += 5;
		if (digit & 32) continue;
		numbers.push(value & 1 ? -(value >> 1) : value >> 1);
		value = 0;
		shift = 0;
	}
	return numbers;
}
