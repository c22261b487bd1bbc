/** Text widths as the browser draws them, remembered. */
import { estimate, type Measure } from './measure';

const PROBE = 100;

/** A measure by canvas; the estimate where there is none. Fonts are those of the document's tokens. */
export function measureOn(): Measure {
	const context = document.createElement('canvas').getContext('2d');
	if (!context) return estimate;
	const style = getComputedStyle(document.documentElement);
	const family = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
	const fonts = {
		sans: `${PROBE}px ${family('--sans', 'system-ui, sans-serif')}`,
		mono: `${PROBE}px ${family('--mono', 'ui-monospace, monospace')}`
	};
	const known = new Map<string, number>();
	return (text, mono) => {
		const key = `${mono ? 'm' : 's'}${text}`;
		let width = known.get(key);
		if (width === undefined) {
			context.font = mono ? fonts.mono : fonts.sans;
			known.set(key, (width = context.measureText(text).width / PROBE));
		}
		return width;
	};
}
