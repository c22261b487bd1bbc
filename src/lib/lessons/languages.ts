/** The programming languages of the course, the one that a lesson begins in first. */
import type { Language } from '../programs/program';

export const enabledLanguages: readonly Language[] = ['python', 'javascript'];

/** What a program's file name may end with, by language. */
export const extensions: Readonly<Record<Language, readonly string[]>> = {
	javascript: ['.js', '.mjs', '.ts'],
	python: ['.py']
};
