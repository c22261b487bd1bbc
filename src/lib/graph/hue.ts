/** A message's colour: its number decides, and it keeps it from publish to acknowledgement. */

/** Hues that follow each other are told apart at a glance, also by colour-blind eyes (Okabe–Ito). */
export const HUES: readonly string[] = [
	'var(--m1, #e69f00)',
	'var(--m2, #56b4e9)',
	'var(--m3, #cc79a7)',
	'var(--m4, #009e73)',
	'var(--m5, #f0e442)',
	'var(--m6, #d55e00)'
];

/** Index of the green of acknowledgements, among the colours of what moves: it follows the hues. */
export const GREEN = HUES.length;

/** Index into `HUES` of the message with this number (1 for the first). */
export const hueIndex = (number: number): number => (Math.max(1, number) - 1) % HUES.length;

export const hueOf = (number: number): string => HUES[hueIndex(number)]!;

/** Ink that can be read on every hue, in both themes. */
export const ON_HUE = '#1a1712';

/** The number as it fits a token; nothing where it would not. */
export const tokenText = (number: number): string => (number > 0 && number < 1000 ? String(number) : '');
