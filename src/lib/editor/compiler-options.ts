/**
 * How strictly a learner's program is read. JavaScript in tutorial style must pass without a mark, while a
 * misspelt method or a missing argument is found; TypeScript gets what `tsc --strict` would say.
 */

export type ScriptLanguage = 'javascript' | 'typescript';

/** Values of TypeScript's own enums, which Monaco does not export or does not yet have. */
const latest = 99;
const bundlerResolution = 100;
const everyFileIsAModule = 3;

export const optionsFor = (language: ScriptLanguage) => ({
	strict: language === 'typescript',
	target: latest,
	module: latest,
	moduleResolution: bundlerResolution,
	moduleDetection: everyFileIsAModule,
	lib: ['lib.esnext.d.ts'],
	types: [],
	allowJs: true,
	checkJs: true,
	allowNonTsExtensions: true,
	allowImportingTsExtensions: true,
	esModuleInterop: true,
	allowSyntheticDefaultImports: true,
	noEmit: true,
	skipLibCheck: true
});
