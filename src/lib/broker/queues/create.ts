/** One place that knows which class a kind of queue is. */
import type { Engine } from '../engine';
import type { QueueId } from '../trace';
import type { VirtualHost } from '../virtual-host';
import { ClassicQueue } from './classic-queue';
import type { Queue, QueueProperties } from './queue';
import { QuorumQueue } from './quorum-queue';
import { StreamQueue } from './stream-queue';

const KINDS = { classic: ClassicQueue, quorum: QuorumQueue, stream: StreamQueue };

export function makeQueue(
	engine: Engine,
	id: QueueId,
	vhost: VirtualHost,
	properties: QueueProperties
): Queue {
	return new KINDS[properties.type](engine, id, vhost, properties);
}
