/** What a headers exchange asks of a binding (H29). */
import { get, type FieldTable } from '../../amqp';
import { preconditionFailed } from '../errors';
import { binaryTerm, term } from '../erlang-term';
import { MATCH_MODES } from './headers';

export function validateHeadersBinding(arguments_: FieldTable): void {
	const mode = get(arguments_, 'x-match');
	if (mode === undefined) return;
	if (mode.type !== 'longstr')
		throw preconditionFailed(
			`Invalid x-match field type ${mode.type} (value ${term(mode)}); expected longstr`
		);
	if (!MATCH_MODES.some((known) => known === mode.value))
		throw preconditionFailed(
			`Invalid x-match field value ${binaryTerm(mode.value)}; expected all, any, all-with-x, or any-with-x`
		);
}
