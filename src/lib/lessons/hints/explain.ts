/** From what a failed program wrote to one hint in plain words. */
import type { Language } from '../../programs/program';
import { finalError } from './final-error';
import type { Hint } from './hint';
import { explainJavaScriptError } from './javascript-error';
import { explainPythonError } from './python-error';

/** Null when there is no error in it, or none that needs another word. */
export function explainError(language: Language, stderr: string): Hint | null {
	const error = finalError(language, stderr);
	if (!error) return null;
	return language === 'python' ? explainPythonError(error) : explainJavaScriptError(error);
}
