/**
 * The broker's errors, by reply code (section 2.2 of the rules). Texts that only one place needs are written
 * there; those that several need are here.
 *
 * Which method was at fault is added by whoever answers the client.
 */
import { AmqpError } from '../amqp';

export function notFound(resource: { toString(): string }): AmqpError {
	return new AmqpError('NOT_FOUND', `no ${resource}`);
}

export function preconditionFailed(explanation: string): AmqpError {
	return new AmqpError('PRECONDITION_FAILED', explanation);
}

export function accessRefused(explanation: string): AmqpError {
	return new AmqpError('ACCESS_REFUSED', explanation);
}

export function notImplemented(explanation: string): AmqpError {
	return new AmqpError('NOT_IMPLEMENTED', explanation);
}

export function notAllowed(explanation: string): AmqpError {
	return new AmqpError('NOT_ALLOWED', explanation);
}

export function channelError(explanation: string): AmqpError {
	return new AmqpError('CHANNEL_ERROR', explanation);
}

/** Another connection owns it (H42). */
export function resourceLocked(resource: { toString(): string }): AmqpError {
	return new AmqpError(
		'RESOURCE_LOCKED',
		`cannot obtain exclusive access to locked ${resource}. It could be originally declared on another ` +
			'connection or the exclusive property value does not match that of the original declaration.'
	);
}

/** `queue 'q' in vhost '/'`, for a resource that need not exist. */
export function resourceName(kind: 'queue' | 'exchange', name: string, vhost: string): string {
	return `${kind} '${name}' in vhost '${vhost}'`;
}
