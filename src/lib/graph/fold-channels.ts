/** Channels: what was agreed on each, and how much passes over it. */
import type { ChannelClosed, ChannelModeSet, ChannelOpened, ChannelQosSet } from '../broker/trace';
import type { Scene } from './scene';

type ChannelEvent = ChannelOpened | ChannelClosed | ChannelQosSet | ChannelModeSet;

/** Key of what belongs to one channel, or happens in order on it. */
export const onChannel = (event: { readonly connection: number; readonly channel: number }): string =>
	`${event.connection}/${event.channel}`;

export function foldChannel(scene: Scene, event: ChannelEvent): void {
	const key = onChannel(event);
	const channel = scene.channels.get(key);
	switch (event.type) {
		case 'channel.opened':
			scene.channels.set(key, {
				connection: event.connection,
				number: event.channel,
				mode: null,
				ownPrefetch: 0,
				sharedPrefetch: 0,
				published: 0,
				unacked: 0
			});
			scene.structure++;
			break;
		case 'channel.closed':
			scene.channels.delete(key);
			scene.structure++;
			break;
		case 'channel.qos':
			if (channel) channel[event.global ? 'sharedPrefetch' : 'ownPrefetch'] = event.prefetchCount;
			break;
		case 'channel.mode':
			if (channel) channel.mode = event.mode;
	}
}
