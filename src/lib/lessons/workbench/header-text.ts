/**
 * Headers as a learner types them: `type=invoice, urgent=true, pages=2`. A number or true/false is one; in quotes it
 * is text. A name alone is a header without a value.
 */
import type { FieldTable, FieldValue } from '../../amqp';

export function parseHeaders(text: string): FieldTable {
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '')
		.map((entry) => {
			const [name = '', ...value] = entry.split('=');
			return [name.trim(), parseValue(value.join('=').trim())] as const;
		});
}

function parseValue(text: string): FieldValue {
	const [, quoted] = /^(?:'(.*)'|"(.*)")$/.exec(text)?.filter((group) => group !== undefined) ?? [];
	if (quoted !== undefined) return { type: 'longstr', value: quoted };
	if (text === '') return { type: 'void', value: null };
	if (text === 'true' || text === 'false') return { type: 'bool', value: text === 'true' };
	if (/^[+-]?\d{1,15}$/.test(text)) return { type: 'long', value: BigInt(text) };
	if (/^[+-]?\d*\.\d+$/.test(text)) return { type: 'double', value: Number(text) };
	return { type: 'longstr', value: text };
}
