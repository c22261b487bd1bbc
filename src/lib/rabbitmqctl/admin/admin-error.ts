/** How `rabbitmqadmin` fails: what goes to standard error, and the exit code. */
export class AdminError extends Error {
	override readonly name = 'AdminError';

	constructor(
		message: string,
		readonly exitCode = 1
	) {
		super(message);
	}
}

/** What is said of a line that it doesn't take. */
export function usageError(reason: string): AdminError {
	return new AdminError(`\nERROR: ${reason}\n\nrabbitmqadmin --help for help\n\n`);
}

/** What is said when the node refuses. */
export function refused(reason: string): AdminError {
	return new AdminError(`*** ${reason}\n\n`);
}
