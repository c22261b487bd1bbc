/** Names that learners give their own files. */
import { extensions } from '$lib/lessons/languages';
import type { Language } from '$lib/programs/program';

/** Why a name won't do. */
export type NameFault = 'characters' | 'extension' | 'taken';

/** Letters of any script, digits, `_`, `-`; inner spaces and dots. No folders: a workspace is one. */
const ALLOWED = /^[\p{L}\p{N}_-](?:[\p{L}\p{N}_ .-]*[\p{L}\p{N}_-])?$/u;
/** Characters of a name; file systems allow 255 bytes. */
const LONGEST = 60;

/** The name of a file from what was typed, with the language's extension where none was; or what is wrong with it. */
export function fileName(
	typed: string,
	language: Language,
	taken: readonly string[]
): { readonly file: string } | { readonly fault: NameFault } {
	const name = typed.trim().normalize('NFC');
	if (!ALLOWED.test(name) || name.length > LONGEST) return { fault: 'characters' };
	const endings = extensions[language];
	const file = name.includes('.') ? name : name + endings[0];
	if (!endings.some((ending) => file.endsWith(ending) && file.length > ending.length)) {
		return { fault: 'extension' };
	}
	return taken.includes(file) ? { fault: 'taken' } : { file };
}
