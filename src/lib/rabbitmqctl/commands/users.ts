/** Users: who they are and how they log in. */
import { badArgument, CommandError, EXIT, failure, type Behaviours, type Call } from '../command';

const BLANK_PASSWORD =
	'attempted to log in with a blank password, which is prohibited by the internal authN backend. To use TLS/x509 certificate-based authentication, see the rabbitmq_auth_mechanism_ssl plugin and configure the client to use the EXTERNAL authentication mechanism. Alternatively change the password for the user to be non-blank.';

const NEW_USER =
	"Done. Don't forget to grant the user permissions to some virtual hosts! See 'rabbitmqctl help set_permissions' to learn more.";

/** The tools ask for a password that is not given; there is nobody to answer them. */
const noPassword = () =>
	new CommandError(EXIT.usage, 'Error:\nPassword is not provided via argument or stdin');

/** Some commands pass on the node's bare answer. */
export function checkUser({ broker, words: [name = ''] }: Call): void {
	if (!broker.users.has(name)) throw failure(`{:no_such_user, "${name}"}`);
}

export const USERS: Behaviours = {
	add_user: {
		words: [1, 2],
		validate: ({ words: [name] }) => (name === '' ? badArgument(': user cannot be an empty string') : null),
		banner: ({ words: [name] }) => `Adding user "${name}" ...`,
		run({ broker, words: [name = '', password], options }) {
			if (password === undefined) throw noPassword();
			broker.users.add(name, password);
			const quiet = options['quiet'] === true || options['silent'] === true;
			return quiet && options['formatter'] !== 'json' ? null : { term: NEW_USER, with: [['status', 'ok']] };
		}
	},
	delete_user: {
		words: 1,
		banner: ({ words: [name] }) => `Deleting user "${name}" ...`,
		run({ broker, words: [name = ''] }) {
			broker.users.delete(name);
			return null;
		}
	},
	change_password: {
		words: [1, 2],
		banner: ({ words: [name] }) => `Changing password for user "${name}" ...`,
		run({ broker, words: [name = '', password] }) {
			if (password === undefined) throw noPassword();
			broker.users.changePassword(name, password);
			return null;
		}
	},
	clear_password: {
		words: 1,
		banner: ({ words: [name] }) => `Clearing password for user "${name}" ...`,
		run(call) {
			checkUser(call);
			call.broker.users.clearPassword(call.words[0]!);
			return null;
		}
	},
	authenticate_user: {
		words: [1, 2],
		banner: ({ words: [name] }) => `Authenticating user "${name}" ...`,
		run({ broker, words: [name = '', password] }) {
			if (password === undefined) throw noPassword();
			if (broker.users.authenticate(name, password)) return { term: 'Success' };
			const reason = password === '' ? BLANK_PASSWORD : '- invalid credentials';
			const refused = `Error: failed to authenticate user "${name}"\nuser '${name}' ${reason}`;
			throw failure(refused, EXIT.data);
		}
	},
	set_user_tags: {
		words: [1, Infinity],
		banner: ({ words: [name, ...tags] }) => `Setting tags for user "${name}" to [${tags.join(', ')}] ...`,
		run({ broker, words: [name = '', ...tags] }) {
			broker.users.get(name).tags = tags;
			return null;
		}
	},
	list_users: {
		banner: () => 'Listing users ...',
		run: ({ broker }) => ({
			streamed: true,
			rows: Array.from(broker.users, ({ name, tags }) => [
				['user', name],
				['tags', tags]
			])
		})
	}
};
