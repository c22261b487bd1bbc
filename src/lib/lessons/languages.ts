/** The programming languages whose runtime is there. A lesson may hold programs in others; they aren't listed yet. */
import type { Language } from '../programs/program';

export const enabledLanguages: readonly Language[] = ['javascript'];

/** What a program's file name may end with, by language. */
export const extensions: Readonly<Record<Language, readonly string[]>> = {
	javascript: ['.js', '.mjs', '.ts'],
	python: ['.py']
};
