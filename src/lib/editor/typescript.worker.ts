/** The TypeScript service for learners' programs. The declarations live here, so that they never cross the page. */
import { initialize } from 'monaco-editor/editor/editor.worker';
import { TypeScriptWorker } from 'monaco-editor/languages/features/typescript/tsWorker';
import { optionsFor, type ScriptLanguage } from './compiler-options';
import { extraLibs } from './program-types';

initialize<ScriptLanguage>((context, language) => {
	return new TypeScriptWorker(context, { compilerOptions: optionsFor(language), extraLibs });
});
