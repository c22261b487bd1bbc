/** Modules of monaco-editor that are public but come without declarations. */
declare module 'monaco-editor/languages/definitions/*' {
	import type { languages } from 'monaco-editor/editor';
	export const conf: languages.LanguageConfiguration;
	export const language: languages.IMonarchLanguage;
}

declare module 'monaco-editor/languages/features/typescript/tsWorker' {
	import type { TypeScriptWorker as Methods } from 'monaco-editor/languages/features/typescript/register';
	/** What the worker answers, over the files its context holds. */
	export const TypeScriptWorker: new (
		context: { getMirrorModels(): readonly unknown[] },
		data: { compilerOptions: object; extraLibs: object }
	) => Methods;
}
