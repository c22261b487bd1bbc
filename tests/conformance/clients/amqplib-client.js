/** What amqplib does with a server, told line by line. Run with the server's port; what is free is not told. */
import process from 'node:process';
import { connect } from 'amqplib';

const url = `amqp://guest:guest@127.0.0.1:${process.argv[2]}?heartbeat=0`;
const MESSAGES = 10_000;

/** @param {readonly unknown[]} words */
function tell(...words) {
	const line = words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ');
	console.log(line.replaceAll(/amq\.(gen|ctag)-[\w-]{22}/g, 'amq.$1'));
}

/**
 * @param {string} name
 * @param {(connection: import('amqplib').ChannelModel) => Promise<void>} run
 */
async function topic(name, run) {
	tell('#', name);
	const connection = await connect(url);
	const closed = new Promise((resolve) => connection.once('close', resolve));
	connection.on('error', (error) => tell('connection', error.message));
	await run(connection).catch((error) => tell('!', error.message));
	await connection.close().catch((error) => tell(error.message));
	await closed;
}

/**
 * Does what closes the channel; waits until it is.
 * @param {import('amqplib').ChannelModel} connection
 * @param {(channel: import('amqplib').Channel) => unknown} act
 */
async function failing(connection, act) {
	const channel = await connection.createChannel();
	const closed = new Promise((resolve) => channel.once('close', resolve));
	channel.on('error', (/** @type {Error & { code?: number }} */ { message, code }) =>
		tell('channel', message, { code })
	);
	await Promise.resolve(act(channel)).catch((error) => tell(error.message));
	await closed;
}

/** @param {Pick<import('amqplib').Message, 'content' | 'properties'> & { fields: object } | false} message */
function shown(message) {
	if (message === false) return false;
	const { fields, properties, content } = message;
	return { fields, properties, content: content.toString() };
}

await topic('the server', async ({ connection }) => {
	const { serverProperties } = /** @type {any} */ (connection);
	tell(Object.keys(serverProperties), serverProperties.capabilities, serverProperties.version);
});

await topic('ten thousand messages with confirms, consumed with prefetch', async (connection) => {
	const channel = await connection.createConfirmChannel();
	const { queue } = await channel.assertQueue('', { exclusive: true });
	for (let number = 0; number < MESSAGES; number++) channel.sendToQueue(queue, Buffer.from(`${number}`));
	await channel.waitForConfirms();
	tell(await channel.checkQueue(queue));
	await channel.prefetch(10);
	/** @type {(readonly [tag: number, body: string])[]} */
	const seen = [];
	await new Promise((resolve) => {
		void channel.consume(queue, (message) => {
			if (message === null) return;
			seen.push([message.fields.deliveryTag, message.content.toString()]);
			channel.ack(message, seen.length % 5 === 0);
			if (seen.length === MESSAGES) resolve(null);
		});
	});
	tell(seen.every(([tag, body], index) => tag === index + 1 && body === `${index}`));
});

await topic('returns and refusals', async (connection) => {
	const channel = await connection.createConfirmChannel();
	channel.on('return', (message) => tell('return', shown(message)));
	/** @param {string} exchange @param {string} key */
	const publish = (exchange, key) =>
		new Promise((resolve) =>
			channel.publish(exchange, key, Buffer.from('x'), { mandatory: true, type: 't' }, (error) =>
				resolve(tell(error === null ? 'confirmed' : error.message))
			)
		);
	await channel.assertQueue('full', {
		exclusive: true,
		maxLength: 1,
		arguments: { 'x-overflow': 'reject-publish' }
	});
	await publish('', 'full');
	await publish('', 'full');
	await publish('amq.topic', 'nowhere');
});

await topic('properties', async (connection) => {
	const channel = await connection.createChannel();
	const { queue } = await channel.assertQueue('', { exclusive: true });
	const headers = {
		text: 'ä',
		whole: 1,
		big: 2 ** 40,
		real: 0.5,
		yes: true,
		none: null,
		list: [1, 'two'],
		table: { a: {} }
	};
	channel.sendToQueue(queue, Buffer.from('grüß dich'), {
		headers,
		...{ contentType: 'text/plain', contentEncoding: 'utf-8', persistent: true, priority: 3, appId: 'app' },
		...{ correlationId: 'c', replyTo: 'r', expiration: 60000, messageId: 'm', timestamp: 1.7e9, type: 't' },
		...{ userId: 'guest', CC: ['a', 'b'], BCC: 'c' }
	});
	tell(shown(await channel.get(queue)));
	await channel.recover();
	tell(shown(await channel.get(queue)));
});

await topic('bodies from nothing to a megabyte', async (connection) => {
	const channel = await connection.createChannel();
	const { queue } = await channel.assertQueue('', { exclusive: true });
	for (const size of [0, 1, 131064, 131065, 1_000_000]) {
		const body = Buffer.alloc(size, 'warren');
		channel.sendToQueue(queue, body);
		const message = await channel.get(queue, { noAck: true });
		tell(size, message !== false && message.content.equals(body));
	}
});

await topic('dead letters and priorities', async (connection) => {
	const channel = await connection.createChannel();
	await channel.assertExchange('graveyard', 'fanout', { autoDelete: true });
	const dead = await channel.assertQueue('', { exclusive: true });
	await channel.bindQueue(dead.queue, 'graveyard', '');
	await channel.assertQueue('mortal', {
		exclusive: true,
		deadLetterExchange: 'graveyard',
		maxLength: 2,
		maxPriority: 5
	});
	for (const priority of [1, 5, 3, 3])
		channel.sendToQueue('mortal', Buffer.from(`${priority}`), { priority });
	const first = await channel.get('mortal');
	tell(shown(first));
	if (first) channel.nack(first, false, false);
	tell(await channel.deleteQueue('mortal'));
	for (let left = 3; left > 0; left--) {
		const message = await channel.get(dead.queue, { noAck: true });
		if (message)
			for (const death of message.properties.headers?.['x-death'] ?? [])
				delete (/** @type {any} */ (death).time);
		tell(shown(message));
	}
});

await topic('errors that close the channel', async (connection) => {
	const owner = await connection.createChannel();
	await owner.assertQueue('mine', { exclusive: true });
	await failing(connection, (channel) => channel.checkQueue('absent'));
	await failing(connection, (channel) => channel.checkExchange('absent'));
	await failing(connection, (channel) => channel.consume('absent', () => {}));
	await failing(connection, (channel) => channel.publish('absent', '', Buffer.from('x')));
	await failing(connection, (channel) => channel.assertQueue('amq.mine'));
	await failing(connection, (channel) =>
		channel.assertQueue('mine', { durable: false, autoDelete: true, exclusive: true })
	);
	await failing(connection, (channel) => channel.assertExchange('amq.topic', 'direct'));
	await failing(connection, (channel) => channel.assertQueue('q', { maxPriority: 999 }));
	await failing(connection, (channel) => channel.ack(/** @type {any} */ ({ fields: { deliveryTag: 7 } })));
	await failing(connection, (channel) =>
		channel.sendToQueue('mine', Buffer.from(''), { expiration: 'soon' })
	);
	await failing(connection, (channel) => channel.sendToQueue('mine', Buffer.from(''), { userId: 'bob' }));
	const other = await connect(url);
	await failing(other, (channel) => channel.checkQueue('mine'));
	await other.close();
});

await topic('an error that closes the connection', (connection) =>
	failing(connection, (channel) => channel.assertExchange('x', 'no-such-type'))
);

for (const [user, vhost] of [
	['guest:wrong', ''],
	['guest:guest', 'none']
])
	await connect(`amqp://${user}@127.0.0.1:${process.argv[2]}/${vhost}`).catch((error) => tell(error.message));
