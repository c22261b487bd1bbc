/** A lesson's words in one language: `en.md` or `zh.md` read into the blocks of the page. */
import { splitBlocks, type Part, type RawBlock } from './blocks';
import type { FaultList } from './fault';
import type { LessonBlock } from './lesson';
import { linkedLessons, MarkdownRenderer, strayMarkup, withApostrophes, type Dialect } from './markdown';
import { drawPicture, readPicture } from './picture';
import { YamlField } from './yaml-field';

/** A block, where it stands, and (for tasks) still without the solution's files. */
export interface PlacedBlock {
	readonly line: number;
	readonly block: LessonBlock;
}

export interface LessonText {
	readonly file: string;
	readonly title: string;
	readonly promise: string;
	readonly blocks: readonly PlacedBlock[];
	readonly teacherHtml: string;
	/** Links to other lessons, to be checked once all lessons are known. */
	readonly links: readonly { readonly slug: string; readonly line: number }[];
}

const most = { hints: 3 };

const id = /^[a-z][a-z0-9-]*$/;
const option = /^- ([a-z][a-z0-9-]*): *(.+)$/;

class TextReader {
	private readonly renderer: MarkdownRenderer;

	constructor(
		private readonly file: string,
		dialect: Dialect,
		private readonly faults: FaultList
	) {
		this.renderer = new MarkdownRenderer(dialect);
	}

	read(source: string): LessonText {
		const { frontMatter, body, bodyLine } = this.split(source);
		const { title, promise } = YamlField.read(this.file, frontMatter, this.faults, 1).fields([
			'title',
			'promise'
		]);
		const raw = splitBlocks(body, this.file, this.faults, bodyLine);
		const teacher = raw.filter((block) => block.name === 'teacher');
		if (teacher.length !== 1) {
			this.faults.add(this.file, 'needs one teacher’s note: `:::teacher` … `:::`', teacher[1]?.line);
		}
		return {
			file: this.file,
			title: withApostrophes(title.text()),
			promise: withApostrophes(promise.text()),
			blocks: raw.flatMap((block) => this.placed(block)),
			teacherHtml: teacher.map((block) => this.html(block.parts[0])).join(''),
			links: raw.flatMap((block) => block.parts.flatMap((part) => this.links(part)))
		};
	}

	private split(source: string): { frontMatter: string; body: string; bodyLine: number } {
		const match = /^---\n([\s\S]*?)\n---\n/.exec(source);
		if (!match) {
			this.faults.add(this.file, 'begins with front matter: `---`, then title and promise, then `---`', 1);
			return { frontMatter: 'title: missing\npromise: missing', body: source, bodyLine: 1 };
		}
		const bodyLine = match[0].split('\n').length;
		return { frontMatter: match[1] ?? '', body: source.slice(match[0].length), bodyLine };
	}

	private placed(raw: RawBlock): PlacedBlock[] {
		const block = this.block(raw);
		return block ? [{ line: raw.line, block }] : [];
	}

	private block(raw: RawBlock): LessonBlock | null {
		switch (raw.name) {
			case '':
				return { kind: 'text', html: this.html(raw.parts[0]) };
			case 'run':
			case 'restart':
				return { kind: raw.name };
			case 'prediction':
				return this.prediction(raw);
			case 'task':
				return this.task(raw);
			case 'mistake':
				return this.mistake(raw);
			case 'chart':
				return this.chart(raw);
			case 'command':
				return this.command(raw);
			case 'picture':
				return this.picture(raw);
			case 'teacher':
				this.parts(raw, []);
				return null;
			default:
				this.fault(
					raw,
					`:::${raw.name} is unknown; there are prediction, task, mistake, command, chart, picture, teacher, ::run and ::restart`
				);
				return null;
		}
	}

	private prediction(raw: RawBlock): LessonBlock {
		const [question, answer] = this.parts(raw, ['answer']);
		const lines = question?.markdown.split('\n') ?? [];
		const options = lines.flatMap((line) => {
			const match = option.exec(line);
			return match ? [{ id: match[1] ?? '', html: this.renderer.inline(match[2] ?? '') }] : [];
		});
		if (options.length < 2)
			this.fault(raw, 'needs two options or more, each a line `- its-id: what it says`');
		if (new Set(options.map(({ id }) => id)).size < options.length) {
			this.fault(raw, 'has two options with the same id');
		}
		if (!answer?.markdown) this.fault(raw, 'needs its answer: `::answer`, then why it is so');
		const questionMarkdown = lines.filter((line) => !option.test(line)).join('\n');
		return {
			kind: 'prediction',
			id: this.id(raw),
			questionHtml: this.html({ textLine: question?.textLine ?? raw.line, markdown: questionMarkdown }),
			options,
			answerHtml: this.html(answer)
		};
	}

	private task(raw: RawBlock): LessonBlock {
		const [goal, ...rest] = this.parts(raw, ['hint', 'solution']);
		const hints = rest.filter((part) => part.name === 'hint');
		const solutions = rest.filter((part) => part.name === 'solution');
		if (!goal?.markdown) this.fault(raw, 'says nothing: write what the learner should reach');
		if (hints.length < 1 || hints.length > most.hints) {
			this.fault(raw, `needs one to ${most.hints} hints, each begun by \`::hint\`; it has ${hints.length}`);
		}
		if (solutions.length > 1) this.fault(raw, 'has more than one `::solution`');
		return {
			kind: 'task',
			id: this.id(raw),
			html: this.html(goal),
			hintsHtml: hints.map((hint) => this.html(hint)),
			solutionHtml: this.html(solutions[0]),
			solution: {}
		};
	}

	private mistake(raw: RawBlock): LessonBlock {
		const [text] = this.parts(raw, []);
		if (!text?.markdown) this.fault(raw, 'says nothing: write what was done and what comes of it');
		return { kind: 'mistake', id: this.id(raw), html: this.html(text) };
	}

	private chart(raw: RawBlock): LessonBlock {
		const [caption] = this.parts(raw, []);
		const shows = raw.id === 'queues' ? 'queues' : 'times';
		if (shows !== raw.id) this.fault(raw, 'is `:::chart times` or `:::chart queues`');
		return { kind: 'chart', shows, html: this.html(caption) };
	}

	private command(raw: RawBlock): LessonBlock {
		const [text] = this.parts(raw, []);
		const commands = (text?.markdown ?? '').split('\n').filter((line) => line.trim() !== '');
		if (commands.length === 0)
			this.fault(raw, 'is empty: write the command, such as `rabbitmqctl list_queues`');
		return { kind: 'command', commands };
	}

	private picture(raw: RawBlock): LessonBlock {
		const [part] = this.parts(raw, []);
		const help = 'is no chain like `(shop) -> <orders direct> -[paid]-> [mail]`';
		const picture = readPicture(part?.markdown ?? '', (line) =>
			this.faults.add(this.file, help, (part?.textLine ?? raw.line) + line)
		);
		if (picture.edges.length === 0) this.fault(raw, 'is empty: draw what leads where');
		return { kind: 'text', html: drawPicture(picture) };
	}

	/** The block's parts, after a look at their names. */
	private parts(raw: RawBlock, known: readonly string[]): readonly Part[] {
		for (const { name, line } of raw.parts.slice(1)) {
			if (known.includes(name)) continue;
			const help =
				known.length > 0 ? `use ${known.map((part) => `::${part}`).join(', ')}` : 'it has no parts';
			this.faults.add(this.file, `::${name} is unknown in :::${raw.name}; ${help}`, line);
		}
		return raw.parts;
	}

	private id(raw: RawBlock): string {
		if (!id.test(raw.id)) this.fault(raw, `needs an id like \`:::${raw.name} third-worker\``);
		return raw.id;
	}

	private html(part: Pick<Part, 'textLine' | 'markdown'> | undefined): string {
		if (!part) return '';
		const html = this.renderer.block(part.markdown);
		const stray = strayMarkup(html);
		if (stray !== null) {
			const lines = part.markdown.split('\n');
			const at = lines.findIndex((line) => strayMarkup(this.renderer.inline(line)) === stray);
			const help = stray === '**' ? 'keep punctuation outside of the emphasis' : 'close its bracket';
			const message = `has \`${stray}\` that Markdown takes literally: ${help}`;
			this.faults.add(this.file, message, part.textLine + Math.max(0, at));
		}
		return html;
	}

	private links({ markdown, textLine }: Part): { slug: string; line: number }[] {
		return markdown
			.split('\n')
			.flatMap((text, index) => linkedLessons(text).map((slug) => ({ slug, line: textLine + index })));
	}

	private fault(raw: RawBlock, message: string): void {
		this.faults.add(this.file, message, raw.line);
	}
}

/** Reads one language's Markdown. What is wrong goes to `faults`. */
export function readLessonText(
	file: string,
	source: string,
	dialect: Dialect,
	faults: FaultList
): LessonText {
	return new TextReader(file, dialect, faults).read(source);
}
