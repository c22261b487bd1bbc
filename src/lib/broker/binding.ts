/** A binding: the wish that what a source exchange matches goes on to a queue or another exchange. */
import type { FieldTable } from '../amqp';
import { canonical, sortedByName } from './canonical';
import type { Exchange } from './exchanges/exchange';
import type { Queue } from './queues/queue';
import type { BindingId } from './trace';

export class Binding {
	constructor(
		readonly id: BindingId,
		readonly source: Exchange,
		readonly destination: Queue | Exchange,
		readonly routingKey: string,
		readonly arguments_: FieldTable
	) {}

	/** Bindings between lasting ends last (P1). */
	get durable(): boolean {
		return this.source.durable && this.destination.durable;
	}
}

/** What makes a binding itself among those of one source: destination, key, and arguments whatever their order (X8). */
export function bindingKey(
	destination: Queue | Exchange,
	routingKey: string,
	arguments_: FieldTable
): string {
	const end = `${destination.kind}\0${destination.name}\0${routingKey}`;
	return arguments_.length === 0 ? end : `${end}\0${canonical(sortedByName(arguments_))}`;
}
