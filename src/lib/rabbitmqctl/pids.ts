/** Names of the node's processes, made from the numbers of what they serve. */
import type { Broker, ConnectionId, QueueId } from '../broker';
import { Pid } from './terms';

/** More channels than a connection can have. */
const CONNECTION_STRIDE = 100_000;

/** `<node.creation.number.0>`. */
function pid(broker: Broker, number: number): Pid {
	return new Pid(`<${broker.node}.${Math.floor(broker.engine.epoch / 1000)}.${number}.0>`);
}

export function connectionPid(broker: Broker, id: ConnectionId): Pid {
	return pid(broker, id * CONNECTION_STRIDE);
}

export function channelPid(broker: Broker, connection: ConnectionId, channel: number): Pid {
	return pid(broker, connection * CONNECTION_STRIDE + channel);
}

/** Between those of connections and their channels. */
export function queuePid(broker: Broker, id: QueueId): Pid {
	return pid(broker, id * CONNECTION_STRIDE + CONNECTION_STRIDE / 2 + 20_000);
}
