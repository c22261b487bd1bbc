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
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import * as javascript from 'monaco-editor/languages/definitions/javascript/javascript';
import * as python from 'monaco-editor/languages/definitions/python/python';
import * as typescript from 'monaco-editor/languages/definitions/typescript/typescript';
import { javascriptGrammar, pythonGrammar } from './grammar';
import { serve } from './language-service';
import { servePython } from './python/providers';

export { monaco };

globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** Ids of our own, for Monaco starts a TypeScript service of its own on the usual ones. */
export const languageIds = {
	javascript: 'warren-javascript',
	typescript: 'warren-typescript',
	python: 'python'
};

register(languageIds.javascript, javascript.conf, javascriptGrammar(javascript.language));
register(languageIds.typescript, typescript.conf, javascriptGrammar(typescript.language));
register(languageIds.python, python.conf, pythonGrammar(python.language));
// What hovers show is TypeScript, by its usual name.
register('typescript', typescript.conf, javascriptGrammar(typescript.language));
serve(languageIds.javascript, 'javascript');
serve(languageIds.typescript, 'typescript');
servePython(languageIds.python);

function register(
	id: string,
	conf: monaco.languages.LanguageConfiguration,
	grammar: monaco.languages.IMonarchLanguage
): void {
	monaco.languages.register({ id });
	monaco.languages.setLanguageConfiguration(id, conf);
	monaco.languages.setMonarchTokensProvider(id, grammar);
}
