import { describe, expect, it } from 'vitest';
import { encodeTable, encodeUtf8, longstr, PROTOCOL_HEADER, type Method } from '../amqp';
import { faultIn, testBroker, TestClient } from './testing/test-client';

const HTTP = encodeUtf8('GET / HTTP/1.1\r\n');

function names(received: readonly { method: Method }[]): string[] {
	return received.map(({ method }) => method.name);
}

describe('handshake', () => {
	it('C9 C11 C12 answers the protocol header with connection.start', () => {
		const { broker } = testBroker();
		const client = new TestClient(broker);
		client.receiveRaw(PROTOCOL_HEADER);
		const start = client.take()[0]!.method as Method<'connection.start'>;
		expect(start).toMatchObject({
			versionMajor: 0,
			versionMinor: 9,
			mechanisms: 'AMQPLAIN PLAIN',
			locales: 'en_US'
		});
		expect(start.serverProperties.map(([name]) => name)).toEqual([
			'capabilities',
			'cluster_name',
			'copyright',
			'information',
			'platform',
			'product',
			'version'
		]);
		const [, capabilities] = start.serverProperties[0]!;
		expect(capabilities.type === 'table' && capabilities.value.map(([name]) => name)).toEqual([
			'publisher_confirms',
			'exchange_exchange_bindings',
			'basic.nack',
			'consumer_cancel_notify',
			'connection.blocked',
			'consumer_priorities',
			'authentication_failure_close',
			'per_consumer_qos',
			'direct_reply_to'
		]);
	});

	it('C9 serves 1-1-0-9 as 0-9-1 and 1-1-8-0 as 8-0', () => {
		const { broker } = testBroker();
		const version = (minor: number, revision: number) => {
			const client = new TestClient(broker);
			client.receiveRaw(Uint8Array.of(65, 77, 81, 80, 1, 1, minor, revision));
			const start = client.take()[0]!.method as Method<'connection.start'>;
			return [start.versionMajor, start.versionMinor];
		};
		expect(version(0, 9)).toEqual([0, 9]);
		expect(version(8, 0)).toEqual([8, 0]);
	});

	it.each([
		['3.10', [65, 77, 81, 80, 0, 0, 9, 1]],
		['4.3', [65, 77, 81, 80, 3, 1, 0, 0]]
	] as const)('C10 answers anything else with eight bytes and closes (%s)', (profile, answer) => {
		const { broker, events } = testBroker({ profile });
		const raw: Uint8Array[] = [];
		let closed = false;
		const connection = broker.connect(
			{ write: (bytes) => raw.push(bytes), close: () => (closed = true) },
			{ host: '10.0.0.1', port: 1, localHost: '10.0.0.2', localPort: 5672 }
		);
		connection.receive(HTTP);
		expect([...raw[0]!]).toEqual(answer);
		expect(raw).toHaveLength(1);
		expect(closed).toBe(true);
		expect(events.at(-1)).toMatchObject({ type: 'connection.refused' });
	});

	it('C13 reads AMQPLAIN', () => {
		const { broker } = testBroker();
		const client = new TestClient(broker);
		client.receiveRaw(PROTOCOL_HEADER);
		const [answer] = client.send(0, 'connection.start-ok', {
			clientProperties: [],
			mechanism: 'AMQPLAIN',
			response: encodeTable([
				['LOGIN', longstr('guest')],
				['PASSWORD', longstr('guest')]
			]),
			locale: 'en_US'
		});
		expect(answer?.method.name).toBe('connection.tune');
	});

	it('C14 tells a capable client at once that its login was refused', () => {
		const { broker, events } = testBroker();
		const client = new TestClient(broker);
		const [answer] = client.start({ password: 'wrong' });
		expect(answer?.method).toEqual({
			name: 'connection.close',
			replyCode: 403,
			replyText:
				'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.',
			classId: 0,
			methodId: 0
		});
		expect(events.at(-1)).toMatchObject({ type: 'connection.refused', code: 403 });
		client.send(0, 'connection.close-ok');
		expect(client.transportClosed).toBe(true);
	});

	it('C14 drops another client after three silent seconds', () => {
		const { broker, clock } = testBroker();
		const client = new TestClient(broker);
		expect(client.start({ password: 'wrong', capabilities: [] })).toEqual([]);
		clock.pass(2999);
		expect(client.transportClosed).toBe(false);
		clock.pass(1);
		expect(client.transportClosed).toBe(true);
		expect(broker.connections.size).toBe(0);
	});

	it('C15 drops a client with an unknown mechanism after three silent seconds', () => {
		const { broker, clock } = testBroker();
		const client = new TestClient(broker);
		client.receiveRaw(PROTOCOL_HEADER);
		expect(client.send(0, 'connection.start-ok', startOk('EXTERNAL'))).toEqual([]);
		clock.pass(3000);
		expect(client.transportClosed).toBe(true);
	});

	it('C16 offers 2047 channels, frames of 131072 bytes and a heartbeat of 60 seconds', () => {
		const { broker } = testBroker();
		const [tune] = new TestClient(broker).start();
		expect(tune?.method).toEqual({
			name: 'connection.tune',
			channelMax: 2047,
			frameMax: 131072,
			heartbeat: 60
		});
	});

	it.each([
		[
			'3.10',
			{ frameMax: 4095 },
			'negotiated frame_max = 4095 is lower than the minimum allowed value (4096)'
		],
		['4.3', { frameMax: 8191 }, 'negotiated frame_max = 8191 is lower than the minimum allowed value (8192)'],
		[
			'3.10',
			{ frameMax: 0 },
			'negotiated frame_max = 0 (no limit) is higher than the maximum allowed value (131072)'
		],
		[
			'3.10',
			{ channelMax: 2048 },
			'negotiated channel_max = 2048 is higher than the maximum allowed value (2047)'
		]
	] as const)('C17 refuses tune-ok in silence (%s %o)', (profile, wish, text) => {
		const { broker, clock, events } = testBroker({ profile });
		const client = new TestClient(broker);
		client.start();
		const tuned = { channelMax: 2047, frameMax: 131072, heartbeat: 0, ...wish };
		expect(client.send(0, 'connection.tune-ok', tuned)).toEqual([]);
		expect(events.at(-1)).toMatchObject({ type: 'connection.refused', text: `NOT_ALLOWED - ${text}` });
		clock.pass(3000);
		expect(client.transportClosed).toBe(true);
	});

	it('C18 refuses a virtual host that is not there', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker, { vhost: 'nope' });
		expect(client.take()[0]!.method).toMatchObject({
			replyCode: 530,
			replyText: 'NOT_ALLOWED - vhost nope not found',
			classId: 10,
			methodId: 40
		});
	});

	it('C20 drops a client that has not opened a virtual host within ten seconds', () => {
		const { broker, clock } = testBroker();
		const client = new TestClient(broker);
		client.start();
		clock.pass(10_000);
		expect(client.transportClosed).toBe(true);
	});

	it('C20 leaves an open connection alone', () => {
		const { broker, clock } = testBroker();
		const client = TestClient.open(broker);
		clock.pass(60_000);
		expect(client.transportClosed).toBe(false);
	});

	it('C21 refuses a method that is out of place', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker);
		expect(
			faultIn(client.send(0, 'connection.tune-ok', { channelMax: 1, frameMax: 4096, heartbeat: 0 }))
		).toBe('connection.close 504 CHANNEL_ERROR - unexpected method in connection state running');
	});

	it('C37 names the connection by its two ends, and knows what the client calls it', () => {
		const { broker, events } = testBroker();
		TestClient.open(broker, { clientProperties: [['connection_name', longstr('my app')]] });
		const [connection] = broker.snapshot().connections;
		expect(connection!.name).toMatch(/^127\.0\.0\.1:\d+ -> 127\.0\.0\.1:5672$/);
		expect(connection!.userProvidedName).toBe('my app');
		expect(events.at(-1)).toMatchObject({
			type: 'connection.opened',
			name: connection!.name,
			user: 'guest',
			vhost: '/'
		});
	});
});

describe('frame errors', () => {
	it('C22 refuses a frame that is too large', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker, { frameMax: 4096 });
		client.receiveRaw(Uint8Array.of(1, 0, 1, 0, 0, 0x20, 0));
		expect(faultIn(client.take())).toBe(
			'connection.close 501 FRAME_ERROR - type 1, all octets = <<>>: {frame_too_large,8192,4088}'
		);
	});

	it('C23 refuses a frame without its end', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker);
		client.receiveRaw(Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0xcf));
		expect(faultIn(client.take())).toMatch(
			/^connection\.close 501 FRAME_ERROR - type 8, all octets = <<>>: \{invalid_frame_end_marker,\s*207\}$/
		);
	});

	it('C26 refuses a body where a method is expected', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker);
		client.channel();
		client.receiveRaw(Uint8Array.of(3, 0, 1, 0, 0, 0, 1, 65, 0xce));
		expect(faultIn(client.take())).toBe(
			'connection.close 505 UNEXPECTED_FRAME - expected method frame, got non method frame instead'
		);
	});

	it('C29 wants channel.open first, and once', () => {
		const { broker } = testBroker();
		expect(faultIn(TestClient.open(broker).send(1, 'confirm.select'))).toBe(
			"connection.close 504 CHANNEL_ERROR - expected 'channel.open'"
		);
		const client = TestClient.open(broker);
		client.channel();
		expect(faultIn(client.send(1, 'channel.open'))).toBe(
			"connection.close 504 CHANNEL_ERROR - second 'channel.open' seen"
		);
	});

	it('C30 limits how many channels are open, not their numbers', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker, { channelMax: 2 });
		client.channel(7);
		client.channel(9);
		expect(faultIn(client.send(1, 'channel.open'))).toBe(
			'connection.close 530 NOT_ALLOWED - number of channels opened (2) has reached the negotiated channel_max (2)'
		);
	});
});

describe('heartbeats and closing', () => {
	it('C31 sends a heartbeat when nothing else was sent for half the interval', () => {
		const { broker, clock } = testBroker();
		const client = TestClient.open(broker, { heartbeat: 10 });
		client.raw.length = 0;
		clock.pass(5000);
		expect(client.raw).toEqual([]);
		clock.pass(5000);
		expect(client.raw.map((bytes) => [...bytes])).toEqual([[8, 0, 0, 0, 0, 0, 0, 0xce]]);
	});

	it('C31 gives up between two and three silent intervals, without a close frame', () => {
		const { broker, clock, events } = testBroker();
		const client = TestClient.open(broker, { heartbeat: 10 });
		client.take();
		clock.pass(10_000);
		clock.pass(9_999);
		expect(client.transportClosed).toBe(false);
		clock.pass(10_001);
		expect(client.transportClosed).toBe(true);
		expect(client.take()).toEqual([]);
		expect(events.at(-1)).toMatchObject({ type: 'connection.closed', code: 0 });
	});

	it('C31 keeps a client that says anything', () => {
		const { broker, clock } = testBroker();
		const client = TestClient.open(broker, { heartbeat: 10 });
		for (let i = 0; i < 10; i++) {
			clock.pass(9_000);
			client.receiveRaw(Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0xce));
		}
		expect(client.transportClosed).toBe(false);
	});

	it('C33 deletes exclusive queues before close-ok, and waits for the client to hang up', () => {
		const { broker, clock, events } = testBroker();
		const client = TestClient.open(broker);
		client.channel().queue('mine', { exclusive: true });
		expect(names(client.send(0, 'connection.close'))).toEqual(['connection.close-ok']);
		expect(events.slice(-2)).toMatchObject([
			{ type: 'queue.deleted', reason: 'exclusive' },
			{ type: 'connection.closed', initiator: 'client', code: 200 }
		]);
		expect(client.transportClosed).toBe(false);
		clock.pass(30_000);
		expect(client.transportClosed).toBe(true);
	});

	it('C34 ignores everything but close and close-ok after its own close', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker);
		const channel = client.channel();
		client.send(0, 'connection.open', { virtualHost: '/' });
		expect(channel.send('queue.declare', { queue: 'q' })).toEqual([]);
		expect(names(client.send(0, 'connection.close'))).toEqual(['connection.close-ok']);
		client.send(0, 'connection.close-ok');
		expect(client.transportClosed).toBe(true);
		expect(broker.snapshot().queues).toEqual([]);
	});

	it('C22 C34 a frame that can’t be read while it ends has the line cut three seconds later', () => {
		const { broker, clock } = testBroker();
		const client = TestClient.open(broker);
		client.send(1, 'channel.open');
		expect(faultIn(client.send(1, 'basic.qos', { prefetchSize: 1 }))).toMatch(/^connection.close 540/);
		client.take();
		client.connection.receive(Uint8Array.of(1, 0, 1, 0, 0, 0, 4, 0, 90, 0, 20, 0xff));
		expect(client.take()).toEqual([]);
		clock.pass(2999);
		expect(client.transportClosed).toBe(false);
		clock.pass(1);
		expect(client.transportClosed).toBe(true);
	});

	it('C35 forces a connection to close with a reason', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker);
		client.take();
		client.connection.force('go away');
		expect(faultIn(client.take())).toBe('connection.close 320 CONNECTION_FORCED - go away');
	});

	it('C36 accepts a new secret at any time', () => {
		const { broker } = testBroker();
		const client = TestClient.open(broker);
		const wish = { newSecret: encodeUtf8('s'), reason: 'rotation' };
		expect(names(client.send(0, 'connection.update-secret', wish))).toEqual(['connection.update-secret-ok']);
	});

	describe.each([
		['3.10', false],
		['4.3', true]
	] as const)('a new secret on %s', (profile, rechecks) => {
		const wish = { newSecret: encodeUtf8('s'), reason: 'rotation' };

		/** Consumes from two queues, and has something of the second. */
		function consuming() {
			const { broker } = testBroker({ profile });
			const client = TestClient.open(broker);
			const channel = client.channel();
			for (const queue of ['a', 'b']) {
				channel.queue(queue, { durable: true });
				channel.consume(queue, { consumerTag: queue });
			}
			channel.publish('b', 'x');
			return { broker, client, channel };
		}

		it('C36 ends consumers that may not read any more, where rights are looked at again', () => {
			const { broker, client, channel } = consuming();
			broker.users.get('guest').permit('/', { configure: '.*', write: '.*', read: '^a$' });
			const received = client.send(0, 'connection.update-secret', wish);
			expect(received.map(({ channel: number, method }) => [number, method])).toEqual([
				[0, { name: 'connection.update-secret-ok' }],
				...(rechecks ? [[1, { name: 'basic.cancel', consumerTag: 'b', nowait: true }]] : [])
			]);
			expect(broker.snapshot().consumers.map(({ tag }) => tag)).toEqual(rechecks ? ['a'] : ['a', 'b']);
			expect(channel.ack(1)).toEqual([]);
			expect(broker.snapshot().queues[1]).toMatchObject({ messagesReady: 0, messagesUnacknowledged: 0 });
		});

		it('C36 C18 ends the connection of a user who may not enter any more, where rights are looked at again', () => {
			const { broker, client } = consuming();
			broker.users.get('guest').forbid('/');
			const received = client.send(0, 'connection.update-secret', wish);
			if (rechecks)
				expect(faultIn(received)).toBe(
					"connection.close 530 NOT_ALLOWED - access to vhost '/' refused for user 'guest'"
				);
			else expect(names(received)).toEqual(['connection.update-secret-ok']);
		});
	});

	it('a transport that vanishes ends the connection, its channels and its exclusive queues', () => {
		const { broker, events } = testBroker();
		const client = TestClient.open(broker);
		client.channel().queue('mine', { exclusive: true });
		client.connection.closed();
		expect(broker.snapshot()).toMatchObject({ queues: [], channels: [], connections: [] });
		expect(events.at(-1)).toMatchObject({ type: 'connection.closed', initiator: 'network', code: 0 });
	});
});

function startOk(mechanism: string) {
	return { clientProperties: [], mechanism, response: new Uint8Array(), locale: 'en_US' };
}
