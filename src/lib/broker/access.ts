/** Whether a session may do what it wants to (A2–A4). */
import type { Channel } from './channel';
import { accessRefused, notAllowed, resourceName } from './errors';
import type { Exchange } from './exchanges/exchange';
import type { Session } from './session';
import type { Access, User } from './users';

/** Throws ACCESS_REFUSED unless the channel's user has the permission (H40). The resource need not exist (A3). */
export function checkAccess(
	{ session, grants }: Channel,
	access: Access,
	kind: 'queue' | 'exchange',
	name: string
): void {
	const known = kind === 'exchange' && name === '' ? 'amq.default' : name;
	const may = () => session.user.may(access, session.vhost.name, known);
	if (grants.allow('name', access, kind, known, may)) return;
	throw refused(session, access, `access to ${resourceName(kind, known, session.vhost.name)}`);
}

/** Throws NOT_ALLOWED unless the user may enter the virtual host (C18). */
export function checkEntry(user: User, vhost: string): void {
	if (!user.mayEnter(vhost)) throw notAllowed(`access to vhost '${vhost}' refused for user '${user.name}'`);
}

/** Passive declares need one of the three permissions, in versions that ask (A3). */
export function checkPassiveAccess(session: Session, kind: 'queue' | 'exchange', name: string): void {
	const { user, vhost, engine } = session;
	if (!engine.profile.passiveDeclareChecksAccess) return;
	if ((['configure', 'write', 'read'] as const).some((access) => user.may(access, vhost.name, name))) return;
	throw refused(session, 'configure', `access to ${resourceName(kind, name, vhost.name)}`);
}

/** Throws ACCESS_REFUSED unless the user may use this key of a topic exchange (A4). */
export function checkTopicAccess(
	{ session, grants }: Channel,
	access: 'write' | 'read',
	exchange: Exchange,
	routingKey: string
): void {
	if (exchange.type !== 'topic') return;
	const { user, vhost } = session;
	const may = () => user.mayTopic(access, vhost.name, exchange.name, routingKey);
	if (grants.allow('topic', access, exchange.name, routingKey, may)) return;
	const what = `access to topic '${routingKey}' in exchange '${exchange.name}' in vhost '${vhost.name}'`;
	throw refused(session, access, what);
}

function refused({ user, engine }: Session, access: Access, what: string) {
	const verb = engine.profile.permissionVerb ? `${access} ` : '';
	return accessRefused(`${verb}${what} refused for user '${user.name}'`);
}
