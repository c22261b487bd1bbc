/** A lesson's HTML as plain words, for what is spoken rather than shown. */
import type { Language } from '$lib/programs/program';

/** The text of `html` without what is said for other programming languages. Browser only. */
export function plainText(html: string, language: Language): string {
	const { body } = new DOMParser().parseFromString(html, 'text/html');
	for (const other of body.querySelectorAll(`[data-language]:not([data-language='${language}'])`))
		other.remove();
	return body.textContent.trim();
}
