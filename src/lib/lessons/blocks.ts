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
	readonly line: number;
	readonly markdown: string;
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
	readonly lines: string[];
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

const finished = ({ parts, ...block }: OpenBlock): RawBlock => ({
	...block,
	parts: parts.map(({ name, line, lines }) => ({ name, line, markdown: lines.join('\n').trim() }))
});

/** Splits `body` into blocks in reading order. `firstLine` is the file's line where `body` begins. */
export function splitBlocks(body: string, file: string, faults: FaultList, firstLine = 1): RawBlock[] {
	const blocks: RawBlock[] = [];
	let block = openBlock('', '', firstLine);
	let fenced = false;

	const close = (next: OpenBlock): void => {
		const done = finished(block);
		if (done.name !== '' || done.parts[0]?.markdown !== '') blocks.push(done);
		block = next;
	};

	body.split('\n').forEach((text, index) => {
		const line = firstLine + index;
		if (/^\s*(```|~~~)/.test(text)) fenced = !fenced;
		const directive = !fenced && text.startsWith('::');
		const opened = directive ? opening.exec(text) : null;
		const marked = directive ? mark.exec(text) : null;
		if (!directive) {
			block.parts.at(-1)?.lines.push(text);
		} else if (closing.test(text)) {
			if (block.name === '') faults.add(file, '`:::` closes a block, but none is open here', line);
			close(openBlock('', '', line + 1));
		} else if (opened) {
			if (block.name !== '') {
				faults.add(
					file,
					`:::${block.name} (line ${block.line}) isn't closed: put \`:::\` before this line`,
					line
				);
			}
			close(openBlock(opened[1] ?? '', opened[2] ?? '', line));
		} else if (marked && block.name !== '') {
			block.parts.push({ name: marked[1] ?? '', line, lines: [] });
		} else if (marked) {
			close(openBlock(marked[1] ?? '', '', line));
			close(openBlock('', '', line + 1));
		} else {
			faults.add(file, 'not a directive: write `:::name id`, `::name` or `:::`, alone on its line', line);
		}
	});
	if (block.name !== '')
		faults.add(file, `:::${block.name} isn't closed: end it with a line \`:::\``, block.line);
	close(block);
	return blocks;
}
