import type { History, LessonChecks } from '$lib/lessons';

type Event = History['trace'][number];
type Opened = Extract<Event, { type: 'connection.opened' }>;
type Permission = NonNullable<Extract<Event, { type: 'permission.set' }>['permission']>;

/** What belongs to the shop: nobody but its owner should be able to make or delete it. */
const RESOURCES = ['orders', 'sales'];

/** Beside these, the default exchange, which leads into any queue, and a name nobody has used yet. */
const ANYTHING = [...RESOURCES, 'amq.default', 'boxes'];

const connections = ({ trace }: History): ReadonlyMap<number, Opened> =>
	new Map(
		trace.flatMap((event) => (event.type === 'connection.opened' ? [[event.connection, event] as const] : []))
	);

/** Of everybody but guest, as it was set; taken away ones left out. */
const permissionsSet = ({ trace }: History) =>
	trace.flatMap((event) => {
		if (event.type !== 'permission.set' || event.permission === null || event.user === 'guest') return [];
		const { user, vhost, permission } = event;
		return [{ user, vhost, permission }];
	});

/** What a user may do in a virtual host at the end. */
function permissionOf({ trace }: History, user: string, vhost: string): Permission | null {
	const last = trace.findLast(
		(event) => event.type === 'permission.set' && event.user === user && event.vhost === vhost
	);
	return last?.type === 'permission.set' ? last.permission : null;
}

/** Whether a permission's pattern covers a name, as RabbitMQ reads it: anywhere in the name, and an empty one nowhere. */
function covers(pattern: string, name: string): boolean {
	try {
		return pattern !== '' && new RegExp(pattern).test(name);
	} catch {
		// Erlang knows patterns that JavaScript doesn't.
		return false;
	}
}

/** Orders that somebody other than guest acknowledged, with who and where. */
function packed(history: History): Opened[] {
	const from = connections(history);
	return history.trace.flatMap((event) => {
		const connection = event.type === 'copy.acknowledged' && from.get(event.connection);
		return connection && connection.user !== 'guest' ? [connection] : [];
	});
}

/** Whether a permission's pattern covers no other names. */
const isWithin = (pattern: string, names: readonly string[]): boolean =>
	ANYTHING.every((name) => names.includes(name) || !covers(pattern, name));

/** Whether a user may do no more than take orders there. */
function justPacks(history: History, { user, vhost }: Opened): boolean {
	const permission = permissionOf(history, user, vhost);
	return permission !== null && isWithin(permission.configure, []) && isWithin(permission.write, []);
}

/** Whether a user may do no more than sell there. */
function justSells(history: History, { user, vhost }: Opened): boolean {
	const permission = permissionOf(history, user, vhost);
	return (
		permission !== null &&
		isWithin(permission.configure, []) &&
		isWithin(permission.write, ['sales']) &&
		isWithin(permission.read, [])
	);
}

/** How many orders a user packed there who may do nothing else. */
const packedIn = (history: History, vhost: string): number =>
	packed(history).filter((connection) => connection.vhost === vhost && justPacks(history, connection)).length;

export const checks: LessonChecks = {
	predictions: {
		login(history) {
			const isPacker = (program: string | null) => program?.startsWith('packer') ?? false;
			for (const event of history.trace) {
				if (event.type === 'connection.opened' && isPacker(event.program)) return 'connected';
				if (event.type === 'connection.refused' && isPacker(event.program))
					return /user/i.test(event.text) ? 'no-user' : 'refused';
			}
			return null;
		}
	},
	tasks: {
		packer: (history) => packedIn(history, 'shop') >= 3,

		test(history) {
			const from = connections(history);
			const sold = history.trace.flatMap((event) => {
				const connection = event.type === 'message.published' && from.get(event.connection);
				return connection && connection.user !== 'guest' && justSells(history, connection)
					? [connection.vhost]
					: [];
			});
			return sold.some((vhost) => vhost !== 'shop' && vhost !== '/' && packedIn(history, vhost) >= 3);
		}
	},
	mistakes: {
		'other-vhost': (history) => permissionsSet(history).some(({ vhost }) => vhost === '/'),

		everything: (history) =>
			permissionsSet(history).some(
				({ permission }) =>
					covers(permission.configure, 'orders') &&
					covers(permission.read, 'orders') &&
					covers(permission.write, 'orders')
			),

		// It may do something there, and not what it tried.
		'other-order'(history) {
			const from = connections(history);
			return history.trace.some((event) => {
				if (event.type !== 'channel.closed' || event.code !== 403) return false;
				const { user = '', vhost = '' } = from.get(event.connection) ?? {};
				const { configure = '', write = '', read = '' } = permissionOf(history, user, vhost) ?? {};
				return [configure, write, read].some((pattern) => RESOURCES.some((name) => covers(pattern, name)));
			});
		}
	}
};
