/**
 * An open connection as the virtual host sees it: who it is, its channels, and what it owns. How it talks to
 * its client (frames, or plain calls in tests and benchmarks) is not known here.
 */
import { AmqpError } from '../amqp';
import { Channel } from './channel';
import type { ChannelClient } from './channel-client';
import type { Engine } from './engine';
import type { Queue } from './queues/queue';
import type { ConnectionClosed, ConnectionId } from './trace';
import type { User } from './users';
import type { VirtualHost } from './virtual-host';

export interface SessionProperties {
	readonly id: ConnectionId;
	/** `<peer host>:<peer port> -> <host>:<port>` (C37). */
	readonly name: string;
	readonly program: string | null;
	/** Whether the client wants basic.cancel when a queue goes (Q8). */
	readonly cancelNotify: boolean;
	/** Most open channels; 0 is no limit (C30). */
	readonly channelMax: number;
}

export class Session {
	readonly id: ConnectionId;
	readonly name: string;
	readonly cancelNotify: boolean;
	readonly channelMax: number;
	readonly channels = new Map<number, Channel>();
	readonly exclusiveQueues = new Set<Queue>();
	readonly connectedAt: number;
	/** How a CONNECTION_FORCED end is told to the client; set by whoever talks to it. */
	onForced: ((reason: string) => void) | null = null;

	constructor(
		readonly engine: Engine,
		readonly user: User,
		readonly vhost: VirtualHost,
		properties: SessionProperties
	) {
		this.id = properties.id;
		this.name = properties.name;
		this.cancelNotify = properties.cancelNotify;
		this.channelMax = properties.channelMax;
		this.connectedAt = engine.clock.now();
		vhost.sessions.add(this);
		user.sessions.add(this);
		if (engine.tracing)
			engine.emit({
				type: 'connection.opened',
				at: this.connectedAt,
				connection: this.id,
				program: properties.program,
				name: this.name,
				user: user.name,
				vhost: vhost.name
			});
	}

	/** False once it is closed. */
	get open(): boolean {
		return this.vhost.sessions.has(this);
	}

	/** Ends the session from the broker's side, with CONNECTION_FORCED and a reason (C35). */
	force(reason: string): void {
		this.onForced?.(reason);
		this.close({ initiator: 'broker', code: 320, text: `CONNECTION_FORCED - ${reason}` });
	}

	/** Opens a channel. Throws NOT_ALLOWED when there are too many (C30). */
	openChannel(number: number, client: ChannelClient): Channel {
		this.#checkUserChannels();
		if (this.channelMax > 0 && this.channels.size >= this.channelMax)
			throw new AmqpError(
				'NOT_ALLOWED',
				`number of channels opened (${this.channels.size}) has reached the negotiated channel_max (${this.channelMax})`
			);
		const channel = new Channel(this.engine, this, number, client);
		this.channels.set(number, channel);
		return channel;
	}

	/** Ends consumers of queues that the user may not read any more (C36). */
	endRefusedConsumers(): void {
		for (const channel of this.channels.values()) channel.endRefusedConsumers();
	}

	/** Nothing more is delivered to anybody here, for the connection is about to end. */
	endConsumers(): void {
		for (const channel of this.channels.values()) channel.endConsumers('connection-closed');
	}

	/** Ends everything: channels first, then exclusive queues (C33). */
	close(ending: Pick<ConnectionClosed, 'initiator' | 'code' | 'text'>): void {
		const { engine } = this;
		if (!this.vhost.sessions.delete(this)) return;
		this.user.sessions.delete(this);
		const channels = [...this.channels.values()];
		// All know before a queue does: what one gives back is not delivered to another.
		this.endConsumers();
		for (const channel of channels) channel.close(ending, 'connection-closed');
		for (const queue of [...this.exclusiveQueues]) this.vhost.deleteQueue(queue, 'exclusive');
		if (engine.tracing)
			engine.emit({
				type: 'connection.closed',
				at: engine.clock.now(),
				connection: this.id,
				...ending
			});
	}

	#checkUserChannels(): void {
		const limit = this.user.limits['max-channels'] ?? -1;
		if (limit < 0) return;
		let open = 0;
		for (const session of this.user.sessions) open += session.channels.size;
		if (open < limit) return;
		const shown = this.engine.profile.userChannelLimitInParentheses ? `(${limit})` : `${limit}`;
		throw new AmqpError(
			'NOT_ALLOWED',
			`number of channels opened for user '${this.user.name}' has reached the maximum allowed user limit of ${shown}`
		);
	}
}
