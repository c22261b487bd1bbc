/** Limits of a virtual host: the one runtime parameter that a node without plugins knows. */
import { OperatorError, type Broker } from '../broker';
import type { Json } from './lenient-json';
import { isRecord, limitProblem } from './limit-checks';

/** Replaces all limits. Throws OperatorError `invalid-parameter`, and only then for a virtual host that is none. */
export function setVirtualHostLimits(
	{ vhosts }: Broker,
	vhost: string,
	limits: Json,
	parameter = 'limits'
): void {
	const problem = limitProblem(limits, ['max-connections', 'max-queues'], parameter);
	if (problem !== null) throw new OperatorError('invalid-parameter', problem);
	vhosts.get(vhost).limits = isRecord(limits) ? limits : {};
}

/** Throws OperatorError `no-such-parameter` when there are none, or no such virtual host. */
export function clearVirtualHostLimits({ vhosts }: Broker, name: string): void {
	const vhost = vhosts.has(name) ? vhosts.get(name) : null;
	if (!vhost?.limits) throw new OperatorError('no-such-parameter', 'Parameter does not exist');
	vhost.limits = null;
}
