/** The field `needs` of `lesson.yaml`: what has to be in the broker before the lesson begins. */
import { NO_NEEDS, type NeededUser, type Needs } from '../network/needs';
import type { YamlField } from './yaml-field';

/** Reads it; without the field a lesson needs nothing. */
export function readNeeds(field: YamlField | undefined): Needs {
	if (!field) return NO_NEEDS;
	const { plugins, vhosts, users } = field.fields([], ['plugins', 'vhosts', 'users']);
	return {
		plugins: readTexts(plugins),
		vhosts: readTexts(vhosts),
		users: (users?.entries() ?? []).map(([name, user]) => readUser(name, user))
	};
}

function readUser(name: string, field: YamlField): NeededUser {
	const { password, tags, permissions } = field.fields(['password'], ['tags', 'permissions']);
	const permitted = (permissions?.entries() ?? []).map(([vhost, each]) => {
		const { configure, write, read } = each.fields(['configure', 'write', 'read']);
		return [vhost, { configure: configure.text(), write: write.text(), read: read.text() }] as const;
	});
	return {
		name,
		password: password.text(),
		tags: readTexts(tags),
		permissions: Object.fromEntries(permitted)
	};
}

const readTexts = (list: YamlField | undefined): string[] => (list?.items() ?? []).map((item) => item.text());
