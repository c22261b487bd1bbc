/** A lesson's Markdown as HTML. Runs when the site is built; the browser never loads it. */
import { Marked, type Tokens } from 'marked';

/** `[text](lesson:work-queues)` is a link to another lesson. */
const lessonLink = /^lesson:([a-z0-9-]+)$/;

/** The address as the page needs it: another lesson's is relative, one outside opens beside the lesson. */
function linkAttributes(href: string): string {
	const slug = lessonLink.exec(href)?.[1];
	if (slug !== undefined) return `href="../${slug}/"`;
	return `href="${encodeURI(href)}" target="_blank" rel="noreferrer"`;
}

const marked = new Marked({
	renderer: {
		link(token: Tokens.Link): string {
			return `<a ${linkAttributes(token.href)}>${this.parser.parseInline(token.tokens)}</a>`;
		}
	}
});

/** Paragraphs, lists, code: whole blocks. */
export function renderBlock(markdown: string): string {
	return (marked.parse(markdown) as string).trim();
}

/** One line without a paragraph around it. */
export function renderInline(markdown: string): string {
	return (marked.parseInline(markdown) as string).trim();
}

/** Slugs of the lessons that `markdown` links to. */
export function linkedLessons(markdown: string): string[] {
	return [...markdown.matchAll(/\]\(lesson:([^)]*)\)/g)].map((match) => match[1] ?? '');
}

/**
 * Emphasis that Markdown didn't see: asterisks left over in the text. Happens in Chinese where `**` stands
 * between a letter and punctuation (`**队列（queue）**是`); spaces or moving the punctuation outside helps.
 */
export function hasStrayEmphasis(html: string): boolean {
	return /\*\*/.test(html.replace(/<(code|pre)[^>]*>[\s\S]*?<\/\1>/g, ''));
}
