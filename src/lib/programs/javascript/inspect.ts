/** Node's own `util.inspect`, from its sources; the package doesn't type all that it exports. */
import * as extracted from 'node-inspect-extracted';

interface Extracted {
	inspect: typeof import('node:util').inspect;
	format: typeof import('node:util').format;
	formatWithOptions: typeof import('node:util').formatWithOptions;
	stripVTControlCharacters: (text: string) => string;
	identicalSequenceRange(own: string[], other: string[]): { len: number; offset: number };
	getStringWidth(text: string): number;
}

const all = ((extracted as { default?: unknown }).default ?? extracted) as Extracted;

export const {
	inspect,
	format,
	formatWithOptions,
	stripVTControlCharacters,
	identicalSequenceRange,
	getStringWidth
} = all;
