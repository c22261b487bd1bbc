/** The design tokens as the canvas needs them: resolved colours, read again when the theme changes. */
import { HUES } from './hue';

export interface Theme {
	readonly paper: string;
	readonly ink: string;
	readonly ink2: string;
	readonly line: string;
	readonly bad: string;
	readonly sans: string;
	/** Of what moves: the hues of messages, then green. */
	readonly hues: readonly string[];
}

const COLOURS = {
	paper: 'var(--paper, #fbfaf7)',
	ink: 'var(--ink, #1d1c1a)',
	ink2: 'var(--ink-2, #5c5953)',
	line: 'var(--line, #e6e2da)',
	bad: 'var(--bad, #b3261e)'
} as const;

/** Reads the tokens as they apply to `element`. */
export function readTheme(element: HTMLElement): Theme {
	const probe = document.createElement('span');
	// Where motion is reduced, transitions are made short by force, and a colour would be the one before.
	probe.style.setProperty('transition', 'none', 'important');
	element.append(probe);
	const style = getComputedStyle(probe);
	const resolve = (colour: string) => {
		probe.style.color = colour;
		return style.color;
	};
	const colours = Object.fromEntries(
		Object.entries(COLOURS).map(([name, colour]) => [name, resolve(colour)])
	) as Record<keyof typeof COLOURS, string>;
	const theme = { ...colours, sans: style.fontFamily, hues: [...HUES, 'var(--good, #00795a)'].map(resolve) };
	probe.remove();
	return theme;
}

/** Calls `changed` whenever the theme may have. Returns the way out. */
export function watchTheme(changed: () => void): () => void {
	const scheme = matchMedia('(prefers-color-scheme: dark)');
	const observer = new MutationObserver(changed);
	observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
	scheme.addEventListener('change', changed);
	return () => {
		observer.disconnect();
		scheme.removeEventListener('change', changed);
	};
}
