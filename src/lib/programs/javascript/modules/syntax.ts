/** What a source says about modules, read from its tokens: imports, `import()`, `import.meta`. Pure. */
import { parse } from 'sucrase/dist/esm/parser/index.js';
import { ContextualKeyword } from 'sucrase/dist/esm/parser/tokenizer/keywords.js';
import type { Token } from 'sucrase/dist/esm/parser/tokenizer/index.js';
import { TokenType as tt } from 'sucrase/dist/esm/parser/tokenizer/types.js';

/** A half-open range of characters. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

export interface StaticImport {
	readonly specifier: string;
	/** The string literal with its quotes. */
	readonly literal: Range;
	/** Names that the module is expected to export; `default` and `*` are not among them. */
	readonly names: readonly (Range & { readonly name: string })[];
}

export interface ModuleSyntax {
	/** It has what only an ES module may have at its top level. */
	readonly isModule: boolean;
	readonly imports: readonly StaticImport[];
	/** The word `import` of each `import(…)`. */
	readonly dynamicImports: readonly Range[];
	/** Each `import.meta`. */
	readonly metas: readonly Range[];
}

const NOTHING: ModuleSyntax = {
	isModule: false,
	imports: [],
	dynamicImports: [],
	metas: []
};

/** Reads JavaScript. A source that can't be parsed has no module syntax: whoever evaluates it gets the error. */
export function readSyntax(source: string): ModuleSyntax {
	if (!/\b(?:import|export)\b/.test(source)) return NOTHING;
	let tokens: Token[];
	try {
		tokens = parse(source, false, false, false).tokens;
	} catch {
		return readLoosely(source);
	}
	return new Reader(source, tokens).read();
}

/** A broken source is still a module when a line begins as only a module's can. */
function readLoosely(source: string): ModuleSyntax {
	return { ...NOTHING, isModule: /^\s*(?:import\s*[\w*{"']|export\s+[\w*{])/m.test(source) };
}

class Reader {
	readonly #imports: StaticImport[] = [];
	readonly #dynamicImports: Range[] = [];
	readonly #metas: Range[] = [];
	#isModule = false;

	constructor(
		private readonly source: string,
		private readonly tokens: readonly Token[]
	) {}

	read(): ModuleSyntax {
		for (let index = 0; index < this.tokens.length; index++) {
			const token = this.tokens[index]!;
			if (this.#isProperty(index)) continue;
			if (this.#isImport(token)) this.#readImport(index);
			else if (token.type === tt._export) this.#readExport(index);
		}
		return {
			isModule: this.#isModule,
			imports: this.#imports,
			dynamicImports: this.#dynamicImports,
			metas: this.#metas
		};
	}

	/** `x.import` and `{ import: … }` are names. */
	#isProperty(index: number): boolean {
		const before = this.tokens[index - 1]?.type;
		return before === tt.dot || before === tt.questionDot || this.tokens[index + 1]?.type === tt.colon;
	}

	/** The parser takes the word in `import.meta` for a name. */
	#isImport(token: Token): boolean {
		return token.type === tt._import || (token.type === tt.name && this.#text(token) === 'import');
	}

	#text(token: Range): string {
		return this.source.slice(token.start, token.end);
	}

	#readImport(index: number): void {
		const token = this.tokens[index]!;
		const next = this.tokens[index + 1];
		if (next?.type === tt.parenL) {
			this.#dynamicImports.push({ start: token.start, end: token.end });
		} else if (next?.type === tt.dot) {
			this.#isModule = true;
			this.#metas.push({ start: token.start, end: this.tokens[index + 2]!.end });
		} else {
			this.#isModule = true;
			this.#readFrom(index);
		}
	}

	/** Up to the specifier: `{ a as b, c }` asks for names. */
	#readFrom(index: number): void {
		const names: (Range & { name: string })[] = [];
		let braces = false;
		for (let at = index + 1; at < this.tokens.length; at++) {
			const token = this.tokens[at]!;
			if (token.type === tt.braceL) braces = true;
			else if (token.type === tt.braceR) braces = false;
			else if (token.type === tt.string && !braces) {
				const specifier = unquote(this.#text(token));
				this.#imports.push({ specifier, literal: { start: token.start, end: token.end }, names });
				return;
			} else if (token.type === tt.semi || token.type === tt.eof) return;
			else if (braces && this.#startsName(at)) {
				const name = token.type === tt.string ? unquote(this.#text(token)) : this.#text(token);
				if (name !== 'default') names.push({ name, start: token.start, end: token.end });
			}
		}
	}

	#startsName(at: number): boolean {
		const before = this.tokens[at - 1]!.type;
		return before === tt.braceL || before === tt.comma;
	}

	/** `export … from` imports as well; other exports say nothing that the engine doesn't see itself. */
	#readExport(index: number): void {
		this.#isModule = true;
		const next = this.tokens[index + 1]?.type;
		if (next === tt.star) this.#readFrom(index);
		else if (next === tt.braceL && this.#isReexport(index + 1)) this.#readFrom(index);
	}

	#isReexport(open: number): boolean {
		let at = open;
		while (this.tokens[at] && this.tokens[at]!.type !== tt.braceR) at++;
		return this.tokens[at + 1]?.contextualKeyword === ContextualKeyword._from;
	}
}

function unquote(text: string): string {
	return text.slice(1, -1).replace(/\\(.)/g, '$1');
}
