/** A lesson's Markdown as HTML. Runs when the site is built; the browser never loads it. */
import { Marked, type Tokens } from 'marked';
import type { Language } from '../programs/program';
import { stem } from './languages';

/** `[text](lesson:work-queues)` is a link to another lesson. */
const lessonLink = /^lesson:([a-z0-9-]+)$/;

/** The address as the page needs it: another lesson's is relative, one outside opens beside the lesson. */
function linkAttributes(href: string): string {
	const slug = lessonLink.exec(href)?.[1];
	if (slug !== undefined) return `href="../${slug}/"`;
	return `href="${encodeURI(href)}" target="_blank" rel="noreferrer"`;
}

/** Text with apostrophes as books have them, where an author typed those of a keyboard. */
export const withApostrophes = (text: string): string => text.replace(/(?<=\p{L})'|^'(?=s\b)/gu, '’');

/** What the text needs to know of programming languages to be right in each of them. */
export interface Dialect {
	/** Those a learner may choose in this lesson. */
	readonly languages: readonly Language[];
	/** The lesson's programs, and those that its solutions add: `send.js` and `send.py` are the same one. */
	readonly programs: readonly { readonly file: string; readonly language: Language }[];
}

/**
 * Turns Markdown into HTML. What is said for one programming language only, `:javascript[so]:python[or so]`, and
 * names of programs in code spans come out once for each language a learner may choose, each in a
 * `<span data-language>` when there is more than one.
 */
export class MarkdownRenderer {
	private readonly marked: Marked;

	constructor(private readonly dialect: Dialect) {
		const codespan = (text: string): string => this.codespan(text);
		const inDialect = (language: Language, html: string): string => this.inDialect(language, html);
		this.marked = new Marked({
			renderer: {
				link(token: Tokens.Link): string {
					return `<a ${linkAttributes(token.href)}>${this.parser.parseInline(token.tokens)}</a>`;
				},
				codespan: ({ text }) => codespan(text)
			},
			walkTokens(token) {
				if (token.type === 'text') token.text = withApostrophes(token.text as string);
			},
			extensions: [
				{
					name: 'dialect',
					level: 'inline',
					childTokens: ['tokens'],
					start: (source) => source.match(dialectStart)?.index,
					tokenizer(source) {
						const [head, language] = dialectHead.exec(source) ?? [];
						const end = head === undefined ? -1 : closingBracket(source, head.length);
						if (head === undefined || end < 0) return undefined;
						const tokens = this.lexer.inlineTokens(source.slice(head.length, end));
						return { type: 'dialect', raw: source.slice(0, end + 1), language, tokens };
					},
					renderer(token) {
						return inDialect(token.language as Language, this.parser.parseInline(token.tokens ?? []));
					}
				}
			]
		});
	}

	/** Paragraphs, lists, code: whole blocks. */
	block(markdown: string): string {
		return (this.marked.parse(markdown) as string).trim();
	}

	/** One line without a paragraph around it. */
	inline(markdown: string): string {
		return (this.marked.parseInline(markdown) as string).trim();
	}

	/** A program's name, with arguments or without, is written as it is in each language. */
	private codespan(text: string): string {
		const [name = ''] = text.split(' ');
		const named = this.dialect.programs.some(({ file }) => file === name);
		if (!named) return `<code>${codeHtml(text)}</code>`;
		const rest = codeHtml(text.slice(name.length));
		return this.dialect.programs
			.filter(({ file }) => stem(file) === stem(name))
			.map(({ file, language }) => this.inDialect(language, `<code>${file}${rest}</code>`))
			.join('');
	}

	private inDialect(language: Language, html: string): string {
		const { languages } = this.dialect;
		if (!languages.includes(language)) return '';
		return languages.length > 1 ? `<span data-language="${language}">${html}</span>` : html;
	}
}

const dialectStart = /:(?:javascript|python)\[/;
const dialectHead = /^:(javascript|python)\[/;

/** Where the bracket opened just before `from` is closed; -1 when it isn't. */
function closingBracket(source: string, from: number): number {
	let open = 1;
	for (let at = from; at < source.length; at++) {
		if (source[at] === '[') open++;
		else if (source[at] === ']' && --open === 0) return at;
	}
	return -1;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** A word with hyphens that is short enough to go to the next line whole: `-p`, `x-match`. */
const hyphened = /(?<!\S)((?=\S*-)\S{2,16})(?!\S)/;

/** Where a call's arguments begin; there a line may be broken. */
const argumentsBegin = /\((?=[^)…])/g;

/** Code as HTML. A line would break after a hyphen, and `-p` be taken for a dash; a long call in the middle of a word. */
function codeHtml(text: string): string {
	const parts = text.split(hyphened);
	return parts
		.map((part, index) => (index % 2 ? `<span class="whole">${escapeHtml(part)}</span>` : escapeHtml(part)))
		.join('')
		.replace(argumentsBegin, '(<wbr>');
}

/** Slugs of the lessons that `markdown` links to. */
export function linkedLessons(markdown: string): string[] {
	return [...markdown.matchAll(/\]\(lesson:([^)]*)\)/g)].map((match) => match[1] ?? '');
}

/**
 * Markup that Markdown didn't see and left in the text, or null. `**` stays when it stands between a letter and
 * punctuation, as happens in Chinese (`**队列（queue）**是`): the punctuation goes outside of the emphasis, then.
 */
export function strayMarkup(html: string): string | null {
	const prose = html.replace(/<(code|pre)[^>]*>[\s\S]*?<\/\1>/g, '');
	return /\*\*|:(?:javascript|python)\[/.exec(prose)?.[0] ?? null;
}
