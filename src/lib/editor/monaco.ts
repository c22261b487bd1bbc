/**
 * Monaco with the parts Warren uses, set up once. Only imported dynamically: it is large, and the page works
 * without it until it has arrived.
 */
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoSymbol/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/rename/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import * as javascript from 'monaco-editor/languages/definitions/javascript/javascript';
import * as python from 'monaco-editor/languages/definitions/python/python';
import * as typescript from 'monaco-editor/languages/definitions/typescript/typescript';
import {
	javascriptDefaults,
	typescriptDefaults,
	type LanguageServiceDefaults
} from 'monaco-editor/languages/features/typescript/register';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker';
import { javascriptOptions, typescriptOptions } from './compiler-options';
import { javascriptGrammar, pythonGrammar } from './grammar';
import { programTypes } from './program-types';

export { monaco };

globalThis.MonacoEnvironment = {
	getWorker: (_id, label) =>
		label === 'javascript' || label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()
};

register('javascript', javascript.conf, javascriptGrammar(javascript.language));
register('typescript', typescript.conf, javascriptGrammar(typescript.language));
register('python', python.conf, pythonGrammar(python.language));
serve(javascriptDefaults, javascriptOptions);
serve(typescriptDefaults, typescriptOptions);

function register(
	id: string,
	conf: monaco.languages.LanguageConfiguration,
	grammar: monaco.languages.IMonarchLanguage
): void {
	monaco.languages.register({ id });
	monaco.languages.setLanguageConfiguration(id, conf);
	monaco.languages.setMonarchTokensProvider(id, grammar);
}

/** Has the TypeScript service read learners' programs. */
function serve(defaults: LanguageServiceDefaults, options: Record<string, unknown>): void {
	defaults.setCompilerOptions(options as ReturnType<LanguageServiceDefaults['getCompilerOptions']>);
	defaults.setExtraLibs([...programTypes]);
	// All files at once, so that one may import another that was never opened.
	defaults.setEagerModelSync(true);
	// Mistakes are marked; advice on style is not.
	defaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true });
	defaults.setModeConfiguration({
		...defaults.modeConfiguration,
		onTypeFormattingEdits: false,
		inlayHints: false
	});
}
