import { expect, test } from 'vitest';
import { LineEditor } from './line-editor';

const UP = '\u001b[A';
const DOWN = '\u001b[B';
const LEFT = '\u001b[D';
const HOME = '\u001b[H';

function typed(...keys: string[]) {
	const editor = new LineEditor();
	const wishes = keys.flatMap((key) => [...editor.type(key)]);
	return { editor, wishes, line: `${editor.beforeCursor}|${editor.text.slice(editor.beforeCursor.length)}` };
}

test.each([
	[['abc'], 'abc|'],
	[['abc', LEFT, LEFT, 'X'], 'aX|bc'],
	[['abc', '\u007f'], 'ab|'],
	[['abc', HOME, '\u001b[3~'], '|bc'],
	[['abc', HOME, LEFT, 'X', '\u0005', 'Y'], 'XabcY|'],
	[['one two  ', '\u0017'], 'one |'],
	[['one two', LEFT, LEFT, '\u0015'], '|wo'],
	[['one two', LEFT, LEFT, '\u000b'], 'one t|'],
	[['队列👩‍👩‍👧', LEFT, '\u007f'], '队|👩‍👩‍👧']
])('keys %j leave %s', (keys, line) => {
	expect(typed(...keys).line).toBe(line);
});

test('Enter hands the line over, also within a paste', () => {
	const { wishes, editor } = typed('ls\r\ncat a.py\rpy');
	expect(wishes).toEqual([
		{ type: 'submit', line: 'ls' },
		{ type: 'submit', line: 'cat a.py' }
	]);
	expect(editor.text).toBe('py');
});

test('up and down go through the lines typed before, and back to the one begun', () => {
	const { editor } = typed('first\r', 'second\r', 'second\r', 'begun');
	const shown = (key: string) => {
		void [...editor.type(key)];
		return editor.text;
	};
	expect([UP, UP, UP].map(shown)).toEqual(['second', 'first', 'first']);
	expect([DOWN, DOWN, DOWN].map(shown)).toEqual(['second', 'begun', 'begun']);
});

test('control keys are wishes; what is no key is left out', () => {
	expect(typed('\u0003', '\u000c', '\t', '\u0004').wishes.map(({ type }) => type)).toEqual([
		'interrupt',
		'clear',
		'complete',
		'end'
	]);
	expect(typed('a', LEFT, '\u0004').line).toBe('|');
	expect(typed('a\u001b[15~\u001b[200~b').line).toBe('ab|');
});
