/** What goes wrong with an operator's command. Clients never see these. */

export type OperatorErrorKind =
	| 'user-exists'
	| 'no-such-user'
	| 'no-such-vhost'
	| 'no-such-queue'
	| 'no-such-parameter'
	| 'no-such-plugin'
	| 'invalid-pattern'
	| 'invalid-policy'
	| 'invalid-parameter'
	| 'invalid-definitions';

export class OperatorError extends Error {
	override readonly name = 'OperatorError';

	constructor(
		readonly kind: OperatorErrorKind,
		message: string
	) {
		super(message);
	}
}
