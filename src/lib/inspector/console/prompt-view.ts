/** How a prompt and the line typed at it are drawn on a terminal, over as many rows as they take. */
import type { LineEditor } from './line-editor';

/** Characters two columns wide. */
const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

interface Place {
	readonly row: number;
	readonly column: number;
}

export class PromptView {
	/** Rows between the prompt's beginning and the cursor. */
	#row = 0;

	/** What to write so that the terminal shows the line as it is now, wherever the cursor was in it before. */
	redraw(prompt: string, editor: LineEditor, columns: number): string {
		const back = (this.#row > 0 ? `\u001b[${this.#row}A` : '') + '\r\u001b[J';
		const end = placeAfter(prompt + editor.text, columns);
		const cursor = placeAfter(prompt + editor.beforeCursor, columns);
		// A terminal keeps its cursor on the last column until more comes: a blank makes it go on.
		const wrap = end.column === 0 && end.row > 0 ? ' \b' : '';
		const up = end.row > cursor.row ? `\u001b[${end.row - cursor.row}A` : '';
		this.#row = cursor.row;
		return `${back}${prompt}${editor.text}${wrap}${up}\u001b[${cursor.column + 1}G`;
	}

	/** The line is done: what comes next begins on a fresh row. */
	leave(): void {
		this.#row = 0;
	}
}

/** Where the cursor stands after the text, of rows so many columns wide. */
export function placeAfter(text: string, columns: number): Place {
	let row = 0;
	let column = 0;
	for (const { segment } of segmenter.segment(text)) {
		const width = WIDE.test(segment) ? 2 : 1;
		if (column + width > columns) {
			row++;
			column = 0;
		}
		column += width;
	}
	return column === columns ? { row: row + 1, column: 0 } : { row, column };
}
