/** How one message went through the exchanges: which binding took it at which level, from a routing decision. */
import type { BindingId, ExchangeId, RoutingHop } from '../broker/trace';
import { exchangeNode, type Scene } from './scene';

export interface Paths {
	/** Every binding that matched. `echo`: its destination already had the message by another way (X9). */
	readonly bindings: readonly {
		readonly binding: BindingId;
		readonly level: number;
		readonly echo: boolean;
	}[];
	readonly alternates: readonly {
		readonly from: ExchangeId;
		readonly to: ExchangeId;
		readonly level: number;
	}[];
	/** Node id → the level of the binding that brought the message there. */
	readonly queues: ReadonlyMap<string, number>;
	/** Bindings in a row on the longest way. */
	readonly levels: number;
}

export function pathsOf(scene: Scene, hops: readonly RoutingHop[]): Paths {
	const bindings: { binding: BindingId; level: number; echo: boolean }[] = [];
	const alternates: { from: ExchangeId; to: ExchangeId; level: number }[] = [];
	const reached = new Map<string, number>();
	const depth = new Map<ExchangeId, number>();
	let levels = 0;
	let barren: ExchangeId | null = null;
	for (const hop of hops) {
		if (!depth.has(hop.exchange)) {
			const level = barren === null ? 0 : depth.get(barren)!;
			if (hop.via === 'alternate' && barren !== null) {
				alternates.push({ from: barren, to: hop.exchange, level });
				levels = Math.max(levels, level + 1);
			}
			depth.set(hop.exchange, hop.via === 'alternate' ? level + 1 : 0);
		}
		const level = depth.get(hop.exchange)!;
		if (hop.matched.length === 0) barren = hop.exchange;
		for (const id of hop.matched) {
			const binding = scene.bindings.get(id);
			if (!binding) continue;
			levels = Math.max(levels, level + 1);
			bindings.push({ binding: id, level, echo: reached.has(binding.to) });
			if (!reached.has(binding.to)) reached.set(binding.to, level);
			const onward = exchangeBehind(scene, binding.to);
			if (onward !== null && !depth.has(onward)) depth.set(onward, level + 1);
		}
	}
	return { bindings, alternates, queues: reached, levels };
}

const exchangeBehind = (scene: Scene, node: string): ExchangeId | null => {
	if (!node.startsWith('x')) return null;
	const id = Number(node.slice(1));
	return scene.exchanges.has(id) && exchangeNode(id) === node ? id : null;
};
