/** Text widths as the browser draws them, remembered. */
import { estimate, type Measure } from './measure';

const PROBE = 100;

/** The fonts of the document's tokens, as CSS names them. */
export interface Fonts {
	readonly sans: string;
	readonly mono: string;
}

export function fontsOf(root: Element): Fonts {
	const style = getComputedStyle(root);
	return {
		sans: style.getPropertyValue('--sans').trim() || 'system-ui, sans-serif',
		mono: style.getPropertyValue('--mono').trim() || 'ui-monospace, monospace'
	};
}

/** A measure by canvas, in a page or a worker; the estimate where there is none. */
export function measureWith(fonts: Fonts): Measure {
	const context = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d');
	if (!context) return estimate;
	const known = new Map<string, number>();
	return (text, mono) => {
		const key = `${mono ? 'm' : 's'}${text}`;
		let width = known.get(key);
		if (width === undefined) {
			context.font = `${PROBE}px ${mono ? fonts.mono : fonts.sans}`;
			known.set(key, (width = context.measureText(text).width / PROBE));
		}
		return width;
	};
}
