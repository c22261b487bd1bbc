/** What a workspace file may say (`WorkspaceOrder` in `src/lib/lab/headless.ts`), checked before anything is started. */

/** The programs' languages are told by these. */
const FILE = /^[^/\\]+\.(py|js|mjs|cjs|ts|mts|cts)$/;

/** @param {unknown} value */
const isText = (value) => typeof value === 'string';
/** @param {unknown} value */
const isDuration = (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value);
/** @param {unknown} value */
const isTexts = (value) => Array.isArray(value) && value.every(isText);
/** @param {unknown} value */
const isLogins = (value) =>
	Array.isArray(value) && value.every((login) => isTexts(login) && login.length === 2);
/** @param {unknown} value */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @typedef {{ name: string, fits: (value: any) => boolean, must: string, needed?: boolean }} Field */

/** @type {readonly Field[]} */
const ORDER = [
	{ name: 'plugins', fits: isTexts, must: 'be a list of names of plugins' },
	{ name: 'users', fits: isLogins, must: 'be a list of pairs ["name", "password"]' },
	{ name: 'seconds', fits: isDuration, must: 'be a number of seconds, 0 or more' },
	{ name: 'programs', fits: Array.isArray, must: 'be a list of programs', needed: true }
];

/** @type {readonly Field[]} */
const PROGRAM = [
	{
		name: 'file',
		fits: (file) => isText(file) && FILE.test(file),
		must: 'be a file name that ends in .py, .js, .mjs, .cjs or .ts',
		needed: true
	},
	{ name: 'source', fits: isText, must: 'be the text of the program', needed: true },
	{ name: 'args', fits: isTexts, must: 'be a list of texts' },
	{ name: 'stdin', fits: isText, must: 'be a text' },
	{ name: 'after', fits: isDuration, must: 'be a number of seconds, 0 or more' }
];

/**
 * @param {unknown} order
 * @returns {string | null} what is wrong with it, in words; null when nothing is
 */
export function faultIn(order) {
	if (!isObject(order)) return 'A workspace must be a JSON object: {"programs": […]}.';
	const { programs } = /** @type {{ programs: unknown[] }} */ (order);
	const fault = faultAmong(ORDER, order, '');
	if (fault) return fault;
	for (const [index, program] of programs.entries()) {
		const place = `programs[${index}]`;
		if (!isObject(program)) return `${place} must be an object: {"file": "…", "source": "…"}.`;
		const wrong = faultAmong(PROGRAM, program, `${place}.`);
		if (wrong) return wrong;
	}
	return null;
}

/**
 * @param {readonly Field[]} fields
 * @param {any} object
 * @param {string} place
 */
function faultAmong(fields, object, place) {
	for (const { name, fits, must, needed } of fields) {
		const value = object[name];
		if (value === undefined && !needed) continue;
		if (value === undefined) return `${place}${name} is missing: it must ${must}.`;
		if (!fits(value)) return `${place}${name} must ${must}, not ${JSON.stringify(value)}.`;
	}
	return null;
}
