/** Finds a Chromium-based browser that is installed already, so that nothing needs to be downloaded. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Machine
 * @property {string} platform as in `process.platform`
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {string} home
 * @property {(file: string) => boolean} works whether the browser there can be started
 */

/** @type {Machine} */
const thisMachine = { platform: process.platform, env: process.env, home: homedir(), works };

const COMMANDS = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'microsoft-edge',
	'microsoft-edge-stable'
];

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const WINDOWS_PROGRAMS = [
	'Google\\Chrome\\Application\\chrome.exe',
	'Chromium\\Application\\chrome.exe',
	'Microsoft\\Edge\\Application\\msedge.exe'
];

/**
 * @param {Machine} [machine]
 * @returns {string | null} its executable: that of `CHROME_PATH` where this is set, else the first that works
 * @throws when `CHROME_PATH` is set to what can't be started
 */
export function findBrowser(machine = thisMachine) {
	const chosen = machine.env.CHROME_PATH;
	if (chosen) {
		if (machine.works(chosen)) return chosen;
		throw new Error(`CHROME_PATH is ${chosen}, which can't be started.`);
	}
	return usualPlaces(machine).find(machine.works) ?? null;
}

/**
 * @param {Pick<Machine, 'platform' | 'env' | 'home'>} machine
 * @returns {string[]}
 */
export function usualPlaces({ platform, env, home }) {
	if (platform === 'darwin') return macApps(home);
	if (platform === 'win32') return windowsPrograms(env);
	const folders = (env.PATH ?? '').split(':').filter(Boolean);
	return COMMANDS.flatMap((command) => folders.map((folder) => `${folder}/${command}`));
}

/** @param {string} home */
function macApps(home) {
	const folders = ['/Applications', `${home}/Applications`];
	return MAC_APPS.flatMap((app) => folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`));
}

/** @param {Machine['env']} env */
function windowsPrograms(env) {
	const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
	return WINDOWS_PROGRAMS.flatMap((program) =>
		folders.flatMap((folder) => (folder ? [path.win32.join(folder, program)] : []))
	);
}

/**
 * On Linux a command may be a stub that only advises to install a snap, or lack its libraries; so it is asked.
 * Elsewhere asking would open a window.
 * @param {string} file
 */
function works(file) {
	if (!existsSync(file)) return false;
	if (process.platform !== 'linux') return true;
	return spawnSync(file, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}
