import { expect, test } from 'vitest';
import { LineEditor } from './line-editor';
import { placeAfter, PromptView } from './prompt-view';

test.each([
	['', { row: 0, column: 0 }],
	['abc', { row: 0, column: 3 }],
	['abcde', { row: 1, column: 0 }],
	['abcdef', { row: 1, column: 1 }],
	['队列', { row: 0, column: 4 }],
	['队列表', { row: 1, column: 2 }]
])('on five columns %j ends at %o', (text, place) => {
	expect(placeAfter(text, 5)).toEqual(place);
});

test('a line over several rows is drawn anew from its first', () => {
	const editor = new LineEditor();
	const view = new PromptView();
	editor.insert('abcdef');
	expect(view.redraw('$ ', editor, 5)).toBe('\r\u001b[J$ abcdef\u001b[4G');
	void [...editor.type('\u001b[H')];
	expect(view.redraw('$ ', editor, 5)).toBe('\u001b[1A\r\u001b[J$ abcdef\u001b[1A\u001b[3G');
	view.leave();
	editor.clear();
	expect(view.redraw('$ ', editor, 5)).toBe('\r\u001b[J$ \u001b[3G');
});
