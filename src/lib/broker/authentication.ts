/** Who a client says it is: the SASL mechanisms PLAIN and AMQPLAIN (C13). */
import { decodeEscaped, decodeTable, get } from '../amqp';

/** As connection.start offers them (C11). */
export const MECHANISMS = ['AMQPLAIN', 'PLAIN'] as const;

export interface Credentials {
	readonly user: string;
	readonly password: string;
}

/** What the response says; null when the mechanism is not offered or the response makes no sense. */
export function readCredentials(mechanism: string, response: Uint8Array): Credentials | null {
	if (mechanism === 'PLAIN') return readPlain(response);
	return mechanism === 'AMQPLAIN' ? readAmqplain(response) : null;
}

/** `\0user\0password`, with nothing before the first zero. */
function readPlain(response: Uint8Array): Credentials | null {
	const [before, user, password, ...rest] = decodeEscaped(response).split('\0');
	return before === '' && password !== undefined && rest.length === 0 ? { user: user!, password } : null;
}

function readAmqplain(response: Uint8Array): Credentials | null {
	const table = decodeTable(response);
	const user = table && get(table, 'LOGIN')?.value;
	const password = table && get(table, 'PASSWORD')?.value;
	return typeof user === 'string' && typeof password === 'string' ? { user, password } : null;
}
