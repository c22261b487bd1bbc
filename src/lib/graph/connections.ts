/** Programs ⊃ connections ⊃ channels: what an unfolded program shows. Pure. */
import type { GraphLabels } from './labels';
import type { Scene, SceneChannel, SceneConnection, SceneProgram } from './scene';

export interface ConnectionLook {
	readonly id: number;
	/** `127.0.0.1:50001`: the program's end of it. */
	readonly name: string;
	readonly vhost: string;
	readonly channels: readonly Readonly<SceneChannel>[];
}

/** The open connections of a program, each with its open channels by number. */
export function connectionsOf(scene: Scene, program: SceneProgram): ConnectionLook[] {
	if (program.connections === 0) return [];
	return [...scene.connections.values()]
		.filter((connection) => connection.program === program.id)
		.map((connection) => lookOf(scene, connection));
}

const lookOf = (scene: Scene, { id, name, vhost }: SceneConnection): ConnectionLook => ({
	id,
	name: name.split(' -> ')[0]!,
	vhost,
	channels: [...scene.channels.values()]
		.filter(({ connection }) => connection === id)
		.map((channel) => ({ ...channel }))
		.sort((a, b) => a.number - b.number)
});

/** Facts of one channel that there is room for. */
const MOST_FACTS = 2;

/** `channel 1 · confirm · 2 unacked`: the most telling facts. */
export function channelText(channel: Readonly<SceneChannel>, labels: GraphLabels): string {
	const { number, mode, unacked, ownPrefetch, sharedPrefetch, published } = channel;
	const facts = [
		mode ?? '',
		unacked > 0 ? labels.unacked(unacked) : '',
		sharedPrefetch > 0 ? labels.prefetch(sharedPrefetch, true) : '',
		ownPrefetch > 0 ? labels.prefetch(ownPrefetch, false) : '',
		published > 0 ? `${labels.published} ${published}` : ''
	].filter(Boolean);
	return [labels.channel(number), ...facts.slice(0, MOST_FACTS)].join(' · ');
}

/** Everything that an unfolded program shows, in one line. */
export const connectionsText = (connections: readonly ConnectionLook[], labels: GraphLabels): string =>
	connections
		.map(({ name, vhost, channels }) =>
			[labels.connection(name, vhost), ...channels.map((channel) => channelText(channel, labels))].join(', ')
		)
		.join('; ');
