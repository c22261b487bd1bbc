/** A source made ready for evaluation: types stripped, `import()`, `import.meta` and specifiers put in our hands. */
import { readSyntax, type ModuleSyntax, type Range } from './syntax';
import { strip } from './typescript';

/** Stand for `import` and `import.meta`, and are as long, so that no column moves. */
export const LOAD = '_load_';
export const META = '_importMeta';

export interface Source {
	/** As the learner wrote it. */
	readonly written: string;
	/** JavaScript, with the same lines. */
	readonly code: string;
	readonly column?: (line: number, column: number) => number;
	readonly syntax: ModuleSyntax;
}

export function isTypeScript(path: string): boolean {
	return /\.[mc]?ts$/.test(path);
}

/** Reads a file's source. Throws a SyntaxError for TypeScript that can't be parsed. */
export function readSource(written: string, path: string): Source {
	const text = written.replace(/^\ufeff/, '').replace(/^#!/, '//');
	if (!isTypeScript(path)) return { written, code: text, syntax: readSyntax(text) };
	const { code, column } = strip(text, path);
	return { written, code, column, syntax: readSyntax(code) };
}

interface Edit extends Range {
	readonly text: string;
}

/** For `require`: only `import()` is replaced. */
export function commonJsCode({ code, syntax }: Source): string {
	return edit(
		code,
		syntax.dynamicImports.map((range) => ({ ...range, text: LOAD }))
	);
}

/** For the engine's module loader: each static import leads to `urlOf(specifier)`. */
export function moduleCode({ code, syntax }: Source, urlOf: (specifier: string) => string): string {
	return edit(code, [
		...syntax.dynamicImports.map((range) => ({ ...range, text: LOAD })),
		...syntax.metas.map((range) => ({ ...range, text: META })),
		...syntax.imports.map(({ literal, specifier }) => ({
			...literal,
			text: JSON.stringify(urlOf(specifier))
		}))
	]);
}

function edit(code: string, edits: Edit[]): string {
	let result = '';
	let at = 0;
	for (const { start, end, text } of edits.sort((one, other) => one.start - other.start)) {
		result += code.slice(at, start) + text;
		at = end;
	}
	return result + code.slice(at);
}
