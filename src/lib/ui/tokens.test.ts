import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** A token's colour in each theme, as written: `light-dark(a, b)` or one colour for both. */
function colours(token: string): { light: string; dark: string } {
	const [, light, dark] =
		new RegExp(`--${token}: (?:light-dark\\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6}))?`).exec(css) ?? [];
	if (!light) throw new Error(`tokens.css has no colour --${token}`);
	return { light, dark: dark ?? light };
}

/** Relative luminance (WCAG 2). */
function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const part = parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
	return (high + 0.05) / (low + 0.05);
}

const pairs = (inks: string[], grounds: string[]) =>
	inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const));

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
	it.each(pairs(['ink', 'ink-2', 'ink-3', 'good', 'bad'], ['paper', 'panel', 'wash']))(
		'text in --%s on --%s is readable (AA)',
		(ink, ground) => {
			expect(contrast(colours(ink)[theme], colours(ground)[theme])).toBeGreaterThanOrEqual(4.5);
		}
	);

	it.each(pairs(['producer', 'exchange', 'queue', 'consumer', 'line-2'], ['paper', 'panel']))(
		'a shape in --%s stands out from --%s (3:1)',
		(shape, ground) => {
			expect(contrast(colours(shape)[theme], colours(ground)[theme])).toBeGreaterThanOrEqual(3);
		}
	);

	it('the primary button and the tick are readable', () => {
		expect(contrast(colours('paper')[theme], colours('ink')[theme])).toBeGreaterThanOrEqual(4.5);
		expect(contrast(colours('on-good')[theme], colours('good')[theme])).toBeGreaterThanOrEqual(4.5);
	});
});
