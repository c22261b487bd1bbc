import { expect, test } from 'vitest';
import { themeFrom } from './theme';

const tokens: Readonly<Record<string, string>> = { '--panel': '#1b1b1e', '--queue': '#3ecf9f' };
const read = (token: string) => tokens[token] ?? '#808080';

test('the ground and the strings take the page’s colours', () => {
	const theme = themeFrom(read, 'dark');
	expect(theme.base).toBe('vs-dark');
	expect(theme.colors['editor.background']).toBe('#1b1b1e');
	expect(theme.rules).toContainEqual({ token: 'string', foreground: '3ecf9f' });
});

test('every colour is in the notation Monaco reads', () => {
	const theme = themeFrom(read, 'light');
	for (const colour of Object.values(theme.colors)) expect(colour).toMatch(/^#[0-9a-f]{6}([0-9a-f]{2})?$/);
	for (const { foreground } of theme.rules) expect(foreground).toMatch(/^[0-9a-f]{6}$/);
});
