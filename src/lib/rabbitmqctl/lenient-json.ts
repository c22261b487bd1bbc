/**
 * JSON as RabbitMQ's tools take it on a command line: also with single quotes, trailing commas and comments.
 * Objects come with their keys sorted, as the node keeps them.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export class JsonError extends Error {
	override readonly name = 'JsonError';
}

const BLANK = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORDS: readonly (readonly [RegExp, Json])[] = [
	[/true/y, true],
	[/false/y, false],
	[/null/y, null]
];
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class Reader {
	#at = 0;

	constructor(private readonly text: string) {}

	document(): Json {
		const value = this.#value();
		this.#skip();
		if (this.#at < this.text.length) throw new JsonError('something follows');
		return value;
	}

	#value(): Json {
		this.#skip();
		const character = this.text[this.#at];
		if (character === '{') return this.#object();
		if (character === '[') return this.#array();
		if (character === '"' || character === "'") return this.#string();
		for (const [word, value] of WORDS) if (this.#match(word) !== null) return value;
		const number = this.#match(NUMBER);
		if (number === null) throw new JsonError('no value');
		return Number(number);
	}

	#object(): Json {
		const entries: [string, Json][] = [];
		this.#at++;
		while (!this.#take('}')) {
			const key = this.#string();
			if (!this.#take(':')) throw new JsonError('no colon');
			entries.push([key, this.#value()]);
			if (!this.#take(',') && !this.#sees('}')) throw new JsonError('no comma');
		}
		return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
	}

	#array(): Json {
		const values: Json[] = [];
		this.#at++;
		while (!this.#take(']')) {
			values.push(this.#value());
			if (!this.#take(',') && !this.#sees(']')) throw new JsonError('no comma');
		}
		return values;
	}

	#string(): string {
		this.#skip();
		const quote = this.text[this.#at];
		if (quote !== '"' && quote !== "'") throw new JsonError('no string');
		let string = '';
		for (;;) {
			const character = this.text[++this.#at];
			if (character === undefined) throw new JsonError('open string');
			if (character === quote) break;
			string += character === '\\' ? this.#escape() : character;
		}
		this.#at++;
		return string;
	}

	#escape(): string {
		const character = this.text[++this.#at] ?? '';
		if (character !== 'u') return ESCAPES[character] ?? character;
		const digits = this.text.slice(this.#at + 1, this.#at + 5);
		if (!/^[0-9a-f]{4}$/i.test(digits)) throw new JsonError('no character');
		this.#at += 4;
		return String.fromCharCode(parseInt(digits, 16));
	}

	#skip(): void {
		this.#match(BLANK);
	}

	#sees(character: string): boolean {
		this.#skip();
		return this.text[this.#at] === character;
	}

	#take(character: string): boolean {
		const found = this.#sees(character);
		if (found) this.#at++;
		return found;
	}

	#match(pattern: RegExp): string | null {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.text)?.[0] ?? null;
		this.#at += found?.length ?? 0;
		return found;
	}
}

/** Throws JsonError. */
export function parseJson(text: string): Json {
	return new Reader(text).document();
}
