/** What stands before the caret in a Python program: the expression, and the call it is an argument of. */
import { splitOutside } from './outline';

/** `connection.channel` in `x = connection.channel`: names, dots and finished calls up to the end of `before`. */
export function expressionBefore(before: string): string {
	return /\w+(?:\.\w+|\((?:[^()]|\([^()]*\))*\))*$/.exec(before)?.[0] ?? '';
}

export interface OpenCall {
	/** What is called: `channel.queue_declare`. */
	readonly callee: string;
	/** The program's text before the call. */
	readonly before: string;
	/** Arguments so far, as written; the last is the one at the caret, '' when nothing of it is there. */
	readonly arguments: readonly string[];
}

/** The innermost call whose brackets are open at the end of `before`; null outside of calls, or in quotes. */
export function openCall(before: string): OpenCall | null {
	const text = hideQuoted(before.slice(-2000));
	if (text === null) return null;
	let depth = 0;
	for (let at = text.length - 1; at >= 0; at--) {
		const sign = text[at]!;
		if (')]}'.includes(sign)) depth++;
		else if ('([{'.includes(sign) && depth-- === 0) {
			const callee = sign === '(' ? expressionBefore(text.slice(0, at)) : '';
			if (callee === '' || /\bdef \w+$/.test(text.slice(0, at))) return null;
			const inside = text.slice(at + 1);
			const list = splitOutside(inside);
			if (/,\s*$/.test(inside) || list.length === 0) list.push('');
			return { callee, before: before.slice(0, before.length - inside.length - 1), arguments: list };
		}
	}
	return null;
}

/** The caret is in a comment or inside quotes. */
export const inWords = (before: string): boolean => {
	const line = before.slice(before.lastIndexOf('\n') + 1);
	return hideQuoted(line) === null || /#/.test(hideQuoted(line)!);
};

/** The text with what stands in quotes blanked out, at the same length; null when a quote is still open. */
function hideQuoted(text: string): string | null {
	const hidden = text
		.replace(/"""[^]*?"""|'''[^]*?'''/g, (quoted) => `'${'_'.repeat(quoted.length - 2)}'`)
		.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, (quoted) => '_'.repeat(quoted.length));
	return /['"]/.test(hidden.slice(hidden.lastIndexOf('\n') + 1).replace(/#.*/, '')) ? null : hidden;
}
