/** The engine without wire and clock, as the benches use it. */
import {
	encodeUtf8,
	FrameWriter,
	NO_PROPERTIES,
	PROTOCOL_HEADER,
	type Content,
	type Method
} from '../../../src/lib/amqp';
import {
	Broker,
	Session,
	type BrokerOptions,
	type Channel,
	type ChannelClient,
	type Connection
} from '../../../src/lib/broker';

/** Time stands still. */
const clock = { now: () => 0, schedule: (at: number) => ({ at, cancel: () => {} }) };

/** The field defaults of a wish for a queue, an exchange or a binding. */
export const PLAIN = {
	...{ passive: false, durable: false, exclusive: false, autoDelete: false, internal: false },
	arguments: []
};

export function makeBroker(options: Partial<BrokerOptions> = {}): Broker {
	return new Broker({ clock, random: Math.random, ...options });
}

/** A session with one channel, whose client does with deliveries what it is told to. */
export function openChannel(broker: Broker, client: Partial<ChannelClient> = {}): Channel {
	const session = new Session(broker.engine, broker.users.get('guest'), broker.vhosts.get('/'), {
		...{ id: 1, name: 'bench', program: null, cancelNotify: true, channelMax: 0 }
	});
	return session.openChannel(1, {
		deliver: () => {},
		returned: () => {},
		confirm: () => {},
		failed: () => {},
		cancelled: () => {},
		...client
	});
}

export function contentOf(bytes: number): Content {
	return { properties: NO_PROPERTIES, body: new Uint8Array(bytes) };
}

/** A client of bytes that doesn't look at what it is sent, with channel 1 open. */
export interface ByteClient {
	readonly connection: Connection;
	/** Sends a method on channel 1. */
	say(method: Method): void;
	/** Bytes to send later, and more than once. */
	encode(write: (writer: FrameWriter) => void): Uint8Array;
}

export function openClient(broker: Broker): ByteClient {
	const peer = { host: '127.0.0.1', port: 50000, localHost: '127.0.0.1', localPort: 5672 };
	const connection = broker.connect({ write: () => {}, close: () => {} }, peer);
	const writer = new FrameWriter();
	const encode = (write: (writer: FrameWriter) => void) => {
		write(writer);
		return writer.take();
	};
	const say = (method: Method, channel = 1) => connection.receive(encode((to) => to.method(channel, method)));
	const response = encodeUtf8('\0guest\0guest');
	connection.receive(PROTOCOL_HEADER);
	say(
		{ name: 'connection.start-ok', clientProperties: [], mechanism: 'PLAIN', response, locale: 'en_US' },
		0
	);
	say({ name: 'connection.tune-ok', channelMax: 2047, frameMax: 131072, heartbeat: 0 }, 0);
	say({ name: 'connection.open', virtualHost: '/' }, 0);
	say({ name: 'channel.open' });
	return { connection, say, encode };
}
