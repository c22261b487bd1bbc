/** The clients of a console scenario: amqplib, on whichever broker listens on the port. */
import { connect, type Channel, type ChannelModel } from 'amqplib';
import type { Clients } from './script';

export class ClientSet {
	readonly #connections = new Map<string, Promise<ChannelModel>>();
	readonly #channels = new Map<string, Promise<Channel>>();

	constructor(private readonly port: number) {}

	readonly open: Clients = (name = 'main') => {
		const channel = this.#channels.get(name) ?? this.#channel(name);
		this.#channels.set(name, channel);
		return channel;
	};

	async close(): Promise<void> {
		for (const connection of await Promise.all(this.#connections.values()))
			await connection.close().catch(() => {}); // an operator may have closed it
	}

	async #channel(name: string): Promise<Channel> {
		const [owner = '', kind] = name.split('.');
		const known = this.#connections.get(owner) ?? this.#connect();
		this.#connections.set(owner, known);
		const connection = await known;
		const channel = await (kind === 'confirm'
			? connection.createConfirmChannel()
			: connection.createChannel());
		channel.on('error', () => {});
		return channel;
	}

	async #connect(): Promise<ChannelModel> {
		const connection = await connect(`amqp://127.0.0.1:${this.port}`);
		connection.on('error', () => {});
		return connection;
	}
}
