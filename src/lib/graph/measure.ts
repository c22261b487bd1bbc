/** How wide text is, before anything is drawn: estimates good enough to keep labels apart, the same in Node and browser. */

/** Widths in pixels of a text at a font size of 1 px. */
export type Measure = (text: string, mono: boolean) => number;

const MONO = 0.61;
const NARROW = /[iljtfrI1.,:;'|!()[\]\s]/;
const WIDE = /[mwMW@%—…]/;
/** CJK and full-width forms. */
const FULL = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/;

/** A system font's average widths by class of character; a little generous. */
export const estimate: Measure = (text, mono) => {
	let width = 0;
	for (const character of text) width += characterWidth(character, mono);
	return width;
};

function characterWidth(character: string, mono: boolean): number {
	if (FULL.test(character)) return 1;
	if (mono) return MONO;
	if (NARROW.test(character)) return 0.36;
	if (WIDE.test(character)) return 0.9;
	return character >= 'A' && character <= 'Z' ? 0.68 : 0.59;
}

/** Shortens `text` to `width` pixels at `size`, at the end, with an ellipsis; whole when it fits. */
export function elide(text: string, width: number, size: number, mono: boolean, measure: Measure): string {
	if (measure(text, mono) * size <= width) return text;
	const characters = [...text];
	while (characters.length > 1 && measure(`${characters.join('')}…`, mono) * size > width) characters.pop();
	return `${characters.join('')}…`;
}
