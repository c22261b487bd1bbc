import { describe, expect, it } from 'vitest';
import type { Output } from '$lib/lab/lab.svelte';
import { KEPT_LINES, OutputLines } from './output-lines';

const out = (text: string, at = 0, stream: Output['stream'] = 'stdout'): Output => ({ at, stream, text });
const texts = (lines: OutputLines) => lines.lines.map((line) => line.text);

describe('output lines', () => {
	it('join pieces until the newline and split pieces with several', () => {
		const lines = new OutputLines();
		lines.update([out('wait', 5), out('ing\n', 9), out('one\ntwo\n', 12)]);
		expect(texts(lines)).toEqual(['waiting', 'one', 'two']);
		expect(lines.lines[0]?.at).toBe(5);
	});

	it('take only what is new in a growing output', () => {
		const lines = new OutputLines();
		const first = [out('a\n')];
		expect(lines.update(first)).toBe(true);
		expect(lines.update(first)).toBe(false);
		lines.update([...first, out('b\n')]);
		expect(texts(lines)).toEqual(['a', 'b']);
	});

	it('go on where the output forgot its beginning', () => {
		const lines = new OutputLines();
		lines.update([out('a\n'), out('b\n')]);
		lines.update([out('b\n'), out('c\n')], 1);
		lines.update([out('x\n')], 5);
		expect(texts(lines)).toEqual(['a', 'b', 'c', 'x']);
	});

	it('never mix the two streams in one line', () => {
		const lines = new OutputLines();
		lines.update([out('half'), out('error\n', 1, 'stderr'), out(' a line\n')]);
		expect(lines.lines.map(({ stream, text }) => [stream, text])).toEqual([
			['stdout', 'half'],
			['stderr', 'error'],
			['stdout', ' a line']
		]);
	});

	it('keep empty lines', () => {
		const lines = new OutputLines();
		lines.update([out('\n\nend')]);
		expect(texts(lines)).toEqual(['', '', 'end']);
	});

	it('let the oldest go beyond the bound, and count them', () => {
		const lines = new OutputLines();
		lines.update(Array.from({ length: KEPT_LINES + 7 }, (_, index) => out(`${index}\n`)));
		expect(lines.lines).toHaveLength(KEPT_LINES);
		expect(lines.dropped).toBe(7);
		expect(lines.lines[0]).toMatchObject({ text: '7', number: 8 });
	});
});
