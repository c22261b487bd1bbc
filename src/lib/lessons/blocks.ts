/**
 * The directives of a lesson's Markdown, split from the prose around them. Two shapes, each on a line of its own:
 *
 *     :::name id      opens a block, which `:::` closes
 *     ::name          begins a part inside a block; outside of one it stands for itself (`::run`)
 *
 * What the names mean is `lesson-text.ts`'s business. Lines inside code fences are never directives.
 */
import type { FaultList } from './fault';

export interface Part {
	/** '' for what comes before the first `::name` of the block. */
	readonly name: string;
	/** Line of its directive. */
	readonly line: number;
	readonly markdown: string;
	/** Line where `markdown` begins. */
	readonly textLine: number;
}

/** `name` is '' for prose between directives, which has one part. */
export interface RawBlock {
	readonly name: string;
	/** '' when the directive gives none. */
	readonly id: string;
	readonly line: number;
	readonly parts: readonly Part[];
}

const opening = /^:::\s*([a-z]+)(?:\s+(\S+))?\s*$/;
const closing = /^:::\s*$/;
const mark = /^::\s*([a-z]+)\s*$/;

interface OpenPart {
	readonly name: string;
	readonly line: number;
	readonly lines: { readonly text: string; readonly line: number }[];
}
interface OpenBlock {
	readonly name: string;
	readonly id: string;
	readonly line: number;
	readonly parts: OpenPart[];
}

const openBlock = (name: string, id: string, line: number): OpenBlock => ({
	name,
	id,
	line,
	parts: [{ name: '', line, lines: [] }]
});

function finished({ parts, ...block }: OpenBlock): RawBlock {
	return {
		...block,
		parts: parts.map(({ name, line, lines }) => {
			const first = lines.find(({ text }) => text.trim() !== '');
			const markdown = lines.map(({ text }) => text).join('\n');
			return { name, line, markdown: markdown.trim(), textLine: first?.line ?? line };
		})
	};
}

class Splitter {
	readonly blocks: RawBlock[] = [];
	private block = openBlock('', '', 0);
	private fenced = false;

	constructor(private readonly fault: (message: string, line: number) => void) {}

	read(text: string, line: number): void {
		if (/^\s*(```|~~~)/.test(text)) this.fenced = !this.fenced;
		if (this.fenced || !text.startsWith('::')) {
			this.block.parts.at(-1)?.lines.push({ text, line });
			return;
		}
		const [, opened, id] = opening.exec(text) ?? [];
		const [, marked] = mark.exec(text) ?? [];
		if (closing.test(text)) this.close(line);
		else if (opened !== undefined) this.open(opened, id ?? '', line);
		else if (marked !== undefined) this.mark(marked, line);
		else this.fault('not a directive: write `:::name id`, `::name` or `:::`, alone on its line', line);
	}

	end(): void {
		const { name, line } = this.block;
		if (name !== '') this.fault(`:::${name} isn't closed: end it with a line \`:::\``, line);
		this.next(openBlock('', '', 0));
	}

	private close(line: number): void {
		if (this.block.name === '') this.fault('`:::` closes a block, but none is open here', line);
		this.next(openBlock('', '', line));
	}

	private open(name: string, id: string, line: number): void {
		const { block } = this;
		if (block.name !== '') {
			this.fault(`:::${block.name} (line ${block.line}) isn't closed: put \`:::\` before this line`, line);
		}
		this.next(openBlock(name, id, line));
	}

	private mark(name: string, line: number): void {
		if (this.block.name !== '') {
			this.block.parts.push({ name, line, lines: [] });
			return;
		}
		this.next(openBlock(name, '', line));
		this.next(openBlock('', '', line));
	}

	/** Puts the open block away, unless it is prose with nothing in it. */
	private next(block: OpenBlock): void {
		const done = finished(this.block);
		if (done.name !== '' || done.parts[0]?.markdown !== '') this.blocks.push(done);
		this.block = block;
	}
}

/** Splits `body` into blocks in reading order. `firstLine` is the file's line where `body` begins. */
export function splitBlocks(body: string, file: string, faults: FaultList, firstLine = 1): RawBlock[] {
	const splitter = new Splitter((message, line) => faults.add(file, message, line));
	body.split('\n').forEach((text, index) => splitter.read(text, firstLine + index));
	splitter.end();
	return splitter.blocks;
}
