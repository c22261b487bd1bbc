/** Whether a session may do what it wants to (A2). */
import type { Exchange } from './exchanges/exchange';
import { accessRefused, resourceName } from './errors';
import type { Session } from './session';
import type { Access } from './users';

/** Throws ACCESS_REFUSED unless the session's user has the permission (H40). The resource need not exist (A3). */
export function checkAccess(
	session: Session,
	access: Access,
	kind: 'queue' | 'exchange',
	name: string
): void {
	const { user, vhost } = session;
	if (user.may(access, vhost.name, name)) return;
	const shown = kind === 'exchange' && name === '' ? 'amq.default' : name;
	const verb = session.engine.profile.permissionVerb ? `${access} ` : '';
	throw accessRefused(
		`${verb}access to ${resourceName(kind, shown, vhost.name)} refused for user '${user.name}'`
	);
}

/** Topic permissions come with users' finer rights; without an entry everything is allowed (A4). */
export function checkTopicAccess(
	_session: Session,
	_access: 'write' | 'read',
	_exchange: Exchange,
	_routingKey: string
): void {}
