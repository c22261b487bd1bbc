/** Runtime parameters: those of a virtual host, and those of the whole node. */
import { OperatorError } from '../../broker';
import { failure, type Behaviours } from '../command';
import { jsonArgument, jsonText } from '../json-argument';
import type { Row } from '../terms';
import { clearVirtualHostLimits, setVirtualHostLimits } from '../vhost-limits';

const noParameter = (): OperatorError => new OperatorError('no-such-parameter', 'Parameter does not exist');

/** As the node prints it, to which an object without members is an empty list. */
function parameterText(value: object | null): string {
	return Object.keys(value ?? {}).length === 0 ? '[]' : jsonText(value);
}

export const PARAMETERS: Behaviours = {
	set_parameter: {
		words: 3,
		banner: ({ words: [component, name, value], vhost }) =>
			`Setting runtime parameter "${name}" for component "${component}" to "${value}" in vhost "${vhost}" ...`,
		run({ broker, words: [component = '', name = '', text = ''], vhost }) {
			if (component === 'policy') throw failure('policies may not be set using this method');
			const value = jsonArgument(text);
			if (component !== 'vhost-limits')
				throw new OperatorError('invalid-parameter', `component ${component} not found`);
			setVirtualHostLimits(broker, vhost, value, name);
			return null;
		}
	},
	clear_parameter: {
		words: 2,
		banner: ({ words: [component, name], vhost }) =>
			`Clearing runtime parameter "${name}" for component "${component}" on vhost "${vhost}" ...`,
		run({ broker, words: [component, name], vhost }) {
			if (component === 'policy') throw failure('policies may not be cleared using this method');
			if (component !== 'vhost-limits' || name !== 'limits') throw noParameter();
			clearVirtualHostLimits(broker, vhost);
			return null;
		}
	},
	list_parameters: {
		banner: ({ vhost }) => `Listing runtime parameters for vhost "${vhost}" ...`,
		run({ broker, vhost }) {
			const { limits } = broker.vhosts.get(vhost);
			const row: Row = [
				['component', 'vhost-limits'],
				['name', 'limits'],
				['value', parameterText(limits)]
			];
			return { rows: limits === null ? [] : [row], streamed: false };
		}
	},
	set_global_parameter: {
		words: 2,
		banner: ({ words: [name, value] }) => `Setting global runtime parameter "${name}" to "${value}" ...`,
		run({ broker, words: [name = '', text = ''] }) {
			broker.globalParameters.set(name, jsonArgument(text));
			return null;
		}
	},
	clear_global_parameter: {
		words: 1,
		banner: ({ words: [name] }) => `Clearing global runtime parameter "${name}" ...`,
		run({ broker, words: [name = ''] }) {
			if (!broker.globalParameters.delete(name)) throw noParameter();
			return null;
		}
	},
	list_global_parameters: {
		banner: () => 'Listing global runtime parameters ...',
		run: ({ broker }) => ({
			streamed: true,
			rows: Array.from(broker.globalParameters, ([name, value]) => [
				['name', name],
				['value', jsonText(value)]
			])
		})
	}
};
