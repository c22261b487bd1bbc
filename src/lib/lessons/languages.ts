/** The programming languages of the course, the one that a lesson begins in first. */
import type { Language } from '../programs/program';

export const enabledLanguages: readonly Language[] = ['python', 'javascript'];

/** What a program's file name may end with, by language. */
export const extensions: Readonly<Record<Language, readonly string[]>> = {
	javascript: ['.js', '.mjs', '.ts'],
	python: ['.py']
};

/** A program's name without its ending: `worker` of `worker.py`. */
export const stem = (file: string): string => file.replace(/\.[^.]+$/, '');
