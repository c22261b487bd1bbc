/** Modules of monaco-editor that come without declarations: as much of them as this room uses. */
declare module 'monaco-editor/languages/definitions/*' {
	import type { languages } from 'monaco-editor/editor';
	export const conf: languages.LanguageConfiguration;
	export const language: languages.IMonarchLanguage;
}

declare module 'monaco-editor/editor/editor.worker' {
	/** Holds copies of the page's models. */
	export interface MirrorContext {
		getMirrorModels(): readonly unknown[];
	}
	/** Waits for the creator's first message, `data`, and answers its calls with what `create` makes of it. */
	export function initialize<Data>(create: (context: MirrorContext, data: Data) => object): void;
}

declare module 'monaco-editor/languages/features/typescript/tsWorker' {
	import type { MirrorContext } from 'monaco-editor/editor/editor.worker';
	export const TypeScriptWorker: new (
		context: MirrorContext,
		data: { compilerOptions: object; extraLibs: object }
	) => import('./typescript-service').TypeScriptService;
}
