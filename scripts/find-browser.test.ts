import { describe, expect, test } from 'vitest';
import { findBrowser, usualPlaces } from './find-browser.js';

const machine = (platform: string, env: Record<string, string>, working: readonly string[] = []) => ({
	platform,
	env,
	home: '/home/ada',
	works: (file: string) => working.includes(file)
});

describe('the browser for the tests', () => {
	test('is CHROME_PATH before all others', () => {
		const env = { CHROME_PATH: '/opt/mine', PATH: '/usr/bin' };
		expect(findBrowser(machine('linux', env, ['/opt/mine', '/usr/bin/chromium']))).toBe('/opt/mine');
	});
	test('is not silently another one when CHROME_PATH is wrong', () => {
		const env = { CHROME_PATH: '/opt/gone', PATH: '/usr/bin' };
		expect(() => findBrowser(machine('linux', env, ['/usr/bin/chromium']))).toThrow('/opt/gone');
	});
	test('is found on the PATH, in whichever folder', () => {
		const env = { PATH: '/usr/local/bin:/usr/bin' };
		const working = ['/usr/bin/google-chrome-stable'];
		expect(findBrowser(machine('linux', env, working))).toBe('/usr/bin/google-chrome-stable');
	});
	test('is none when no Chromium is on the PATH', () => {
		expect(findBrowser(machine('linux', { PATH: '/usr/bin:/bin' }))).toBeNull();
		expect(findBrowser(machine('linux', {}))).toBeNull();
	});
	test('passes over a command that can’t be started', () => {
		const env = { PATH: '/usr/bin' };
		expect(findBrowser(machine('linux', env, ['/usr/bin/chromium-browser']))).toBe(
			'/usr/bin/chromium-browser'
		);
	});
	test('is looked for among the applications of a Mac, the reader’s own too', () => {
		expect(usualPlaces(machine('darwin', {}))).toContain(
			'/home/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
		);
	});
	test('is looked for in the program folders of Windows, where they are known', () => {
		const places = usualPlaces(machine('win32', { PROGRAMFILES: 'C:\\Program Files' }));
		expect(places).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
		expect(places).toHaveLength(3);
	});
});
