/** Every way a message can go and every reason to be idle, played by the engine and told in both languages. */
import { describe, expect, it } from 'vitest';
import { decodeProperties, longstr, type FieldTable } from '../amqp';
import { messagesFor } from '../i18n/i18n';
import { answerText } from './answer-labels';
import { answersOf } from './answers';
import { exchangeNode, programNode, queueNode, type Scene } from './scene';
import { storySections } from './story-lines';
import { EngineTrace } from './testing/engine-trace';

const LOCALES = ['en', 'zh'] as const;

/** The end of a message's story: `of: text (aside)`, in both languages. */
function ending(trace: EngineTrace, nth = 0): string[][] {
	return LOCALES.map((locale) => {
		const sections = storySections(trace.story(nth), trace.scene(), messagesFor(locale).why);
		return sections
			.at(-1)!
			.lines.map(({ of, text, asides }) =>
				[of ? `${of.text}: ${text}` : text, ...asides.map((aside) => `(${aside})`)].join(' ')
			);
	});
}

/** The whole way of a message through the exchanges, in English: headings, then `✓` or `✗` and why. */
function way(trace: EngineTrace, nth = 0): string[] {
	const sections = storySections(trace.story(nth), trace.scene(), messagesFor('en').why);
	return sections.flatMap(({ heading, lines }) => [
		...(heading === null ? [] : [heading]),
		...lines.map(({ tone, of, text }) =>
			[{ yes: '✓', no: '✗', lost: '!', plain: '→' }[tone], of?.text, text].filter(Boolean).join(' ')
		)
	]);
}

function nodeNamed(scene: Scene, name: string): string {
	const program = [...scene.programs.values()].find(({ id, file }) => id === name || file === name);
	if (program) return programNode(program.seat);
	const queue = [...scene.queues.values()].find((each) => each.name === name);
	if (queue) return queueNode(queue.id);
	return exchangeNode([...scene.exchanges.values()].find((each) => each.name === name)!.id);
}

/** What a node says of itself, in both languages. */
function answers(trace: EngineTrace, name: string): string[] {
	const scene = trace.scene();
	return LOCALES.map((locale) =>
		answersOf(scene, nodeNamed(scene, name))
			.map((answer) => answerText(answer, messagesFor(locale).answers))
			.join(' · ')
	);
}

const table = (entries: Record<string, string | number>): FieldTable =>
	Object.entries(entries).map(([name, value]) => [
		name,
		typeof value === 'string' ? longstr(value) : { type: 'signedint', value }
	]);

describe('why did nothing arrive?', () => {
	it('no queue has the name that the key gives', () => {
		const trace = new EngineTrace();
		trace.program('send.js').publish('helo', 'x');
		expect(way(trace)).toEqual(['✗ no queue is called helo', '! No queue wanted it, so it is gone.']);
	});

	it('the exchange has no bindings', () => {
		const trace = new EngineTrace();
		const channel = trace.program('send.js');
		channel.send('exchange.declare', { exchange: 'logs', type: 'fanout' });
		channel.publish('', 'x', {}, 'logs');
		expect(way(trace)).toEqual(['✗ logs has no bindings', '! No queue wanted it, so it is gone.']);
		expect(answers(trace, 'logs')).toEqual([
			'has no bindings: 1 published to it found no queue here',
			'没有绑定：发布到这里的 1 条都没有由此进入队列'
		]);
	});

	it('no binding matched; mandatory sends it back', () => {
		const trace = new EngineTrace();
		const channel = trace.program('send.js');
		channel.send('exchange.declare', { exchange: 'logs', type: 'direct' });
		channel.queue('errors');
		channel.send('queue.bind', { queue: 'errors', exchange: 'logs', routingKey: 'error' });
		channel.publish('info', 'x', {}, 'logs');
		channel.client.publish(1, { exchange: 'logs', routingKey: 'debug', mandatory: true });
		expect(way(trace)).toEqual(['✗ error is not info', '! No queue wanted it, so it is gone.']);
		expect(way(trace, 1)).toEqual([
			'✗ error is not debug',
			'! No queue wanted it; mandatory, so it went back.'
		]);
		expect(answers(trace, 'errors')).toEqual([
			'has got nothing: logs has routed 2, and none matched a binding that leads here',
			'没有收到消息：logs 路由过 2 条，都不匹配通向这里的绑定'
		]);
		expect(answers(trace, 'logs')[0]).toBe('has routed 2; for 2 no binding matched and no queue was found');
	});

	it('an alternate exchange took it', () => {
		const trace = new EngineTrace();
		const channel = trace.program('send.js');
		channel.send('exchange.declare', { exchange: 'rest', type: 'fanout' });
		channel.queue('unsorted');
		channel.send('queue.bind', { queue: 'unsorted', exchange: 'rest' });
		channel.send('exchange.declare', {
			exchange: 'logs',
			type: 'direct',
			arguments: table({ 'alternate-exchange': 'rest' })
		});
		channel.publish('info', 'x', {}, 'logs');
		expect(way(trace)).toEqual([
			'✗ logs has no bindings',
			'no binding took it, so the alternate exchange rest',
			'✓ unsorted takes every message',
			'→ unsorted waits, next in line · nobody consumes here'
		]);
		expect(answers(trace, 'logs')).toEqual([
			'has no bindings: 1 published to it found no queue here · has routed 1; 1 that no binding took went on to its alternate exchange rest',
			'没有绑定：发布到这里的 1 条都没有由此进入队列 · 路由过 1 条；1 条没有匹配的绑定，转给了备用交换机 rest'
		]);
	});

	it('the hash falls to one binding, and the others are told apart by their queues', () => {
		const trace = new EngineTrace();
		trace.broker.plugins.enable('rabbitmq_consistent_hash_exchange');
		const channel = trace.program('send.js');
		channel.send('exchange.declare', { exchange: 'ring', type: 'x-consistent-hash' });
		for (const [queue, routingKey] of [
			['one', '1'],
			['three', '3']
		] as const) {
			channel.queue(queue);
			channel.send('queue.bind', { queue, exchange: 'ring', routingKey });
		}
		channel.publish('user-1', 'x', {}, 'ring');
		expect(way(trace)).toEqual([
			'✓ three the hash falls here (weight 3)',
			'✗ one the hash falls elsewhere (weight 1)',
			'→ three waits, next in line · nobody consumes here'
		]);
	});

	it('a direct reply passes no queue, so none is missed', () => {
		const trace = new EngineTrace();
		const channel = trace.program('client.js');
		channel.send('basic.consume', { queue: 'amq.rabbitmq.reply-to', noAck: true });
		channel.queue('rpc');
		channel.publish('rpc', 'ask', { replyTo: 'amq.rabbitmq.reply-to' });
		const server = trace.program('server.js');
		const [question] = server.send('basic.get', { queue: 'rpc', noAck: true });
		server.publish(decodeProperties(question!.content!.properties).replyTo!, 'answer');
		expect(way(trace, 1)).toEqual(['→ Handed straight to who had asked (direct reply-to).']);
	});

	it('an internal exchange takes nothing from programs', () => {
		const trace = new EngineTrace();
		const channel = trace.program('send.js');
		channel.send('exchange.declare', { exchange: 'inner', type: 'fanout', internal: true });
		channel.publish('', 'x', {}, 'inner');
		expect(answers(trace, 'inner')).toEqual([
			'is internal: it takes messages from other exchanges, and publishing to it is refused · has no bindings: what is published to it finds no queue',
			'是内部交换机：只接收其他交换机转来的消息，直接发布会被拒绝 · 没有绑定：发布到这里的消息进不了任何队列'
		]);
		expect(answers(trace, 'send.js')[0]).toBe(
			"was cut off by the broker: 403 ACCESS_REFUSED - cannot publish to internal exchange 'inner' in vhost '/' · neither publishes nor consumes so far"
		);
	});

	it('it was published in another virtual host', () => {
		const trace = new EngineTrace();
		trace.broker.vhosts.add('test');
		trace.broker.users.get('guest').permit('test', { configure: '.*', write: '.*', read: '.*' });
		const here = trace.program('receive.js');
		const there = trace.program('send.js', { vhost: 'test' });
		for (const channel of [here, there]) {
			channel.send('exchange.declare', { exchange: 'logs', type: 'fanout' });
			for (const queue of ['bound', 'named']) channel.queue(queue);
			channel.send('queue.bind', { queue: 'bound', exchange: 'logs' });
		}
		there.publish('', 'x', {}, 'logs');
		there.publish('named', 'x');
		expect(answers(trace, 'bound')).toEqual([
			'has got nothing: what is published to logs is published in virtual host test',
			'没有收到消息：消息发布到了虚拟主机 test 里的 logs'
		]);
		expect(answers(trace, 'named')).toEqual([
			'has got nothing, but the queue of the same name in virtual host test has: a connection sees one virtual host only',
			'没有收到消息，而虚拟主机 test 里的同名队列收到了：一个连接只能看到一个虚拟主机'
		]);
	});

	it('an alarm blocks its publisher', () => {
		const trace = new EngineTrace();
		const channel = trace.program('send.js');
		channel.queue('q');
		trace.broker.setAlarm('memory', true);
		const { connection } = trace.events.find((event) => event.type === 'connection.opened')!;
		trace.events.push({
			type: 'content.departed',
			at: 0,
			connection,
			channel: 1,
			program: 'send.js#1',
			what: 'publish',
			departs: 0,
			arrives: 500,
			exchange: '',
			routingKey: 'q',
			deliveryTag: 0,
			consumerTag: ''
		});
		channel.publish('q', 'x');
		expect(answers(trace, 'send.js')).toEqual([
			'is not heard: the broker has a memory alarm and reads nothing from who publishes; 1 message waits on the way · has published 1 and consumes nothing',
			'发布受阻：服务端触发了内存告警，不再读取发布者的数据；1 条消息还在路上 · 已发布 1 条，不消费消息'
		]);
	});

	it('its transaction is not committed, or rolled back', () => {
		const trace = new EngineTrace();
		const channel = trace.program('send.js');
		channel.queue('q');
		channel.send('tx.select');
		channel.publish('q', 'x');
		expect(ending(trace)).toEqual([
			['It waits for its transaction to be committed.'],
			['等待它的事务提交。']
		]);
		channel.send('tx.rollback');
		expect(ending(trace)).toEqual([
			['Its transaction was rolled back, so it never was.'],
			['它的事务已回滚，消息就此作废。']
		]);
		channel.publish('q', 'y');
		channel.send('tx.commit');
		expect(ending(trace, 1)[0]).toEqual(['q: waits, next in line · nobody consumes here']);
	});

	it('its queue is full and refuses it', () => {
		const trace = new EngineTrace();
		const channel = trace.program('send.js');
		channel.queue('q', { arguments: table({ 'x-max-length': 1, 'x-overflow': 'reject-publish' }) });
		for (const body of ['1', '2']) channel.publish('q', body);
		expect(ending(trace, 1)).toEqual([['q is full and refused it'], ['q 已满，拒收']]);
	});
});

describe('what became of it?', () => {
	/** A queue `q` with these arguments, one message in it. */
	function queued(entries: Record<string, string | number> = {}, durable = false) {
		const trace = new EngineTrace();
		const channel = trace.program('both.js');
		channel.queue('dead');
		channel.queue('q', { durable, arguments: table(entries) });
		channel.publish('q', 'x');
		return { trace, channel };
	}
	const toDead = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'dead' };

	it('expired', () => {
		const { trace } = queued({ 'x-message-ttl': 1000 });
		trace.clock.pass(2000);
		expect(ending(trace)).toEqual([['q: expired'], ['q: 已过期']]);
		expect(answers(trace, 'q')).toEqual(['has been given 1 so far: expired 1', '至今收到 1 条：过期 1']);
	});

	it('expired, and sent on as a dead letter', () => {
		const { trace } = queued({ 'x-message-ttl': 1000, ...toDead });
		trace.clock.pass(2000);
		expect(way(trace)).toEqual([
			'✓ the key names the queue q',
			'as a dead letter → default exchange, key dead',
			'✓ the key names the queue dead',
			'→ q expired, sent on as a dead letter',
			'→ dead waits, next in line · nobody consumes here'
		]);
		expect(ending(trace)[1]).toEqual(['q: 已过期，转为死信', 'dead: 等待中，排在队首 · 没有消费者']);
	});

	it('pushed out by the length limit', () => {
		const { trace, channel } = queued({ 'x-max-length': 1 });
		channel.publish('q', 'y');
		expect(ending(trace)).toEqual([
			['q: pushed out: the queue is over its length limit'],
			['q: 被挤出：队列超出长度限制']
		]);
	});

	it('rejected', () => {
		const { trace, channel } = queued();
		channel.consume('q');
		channel.nack(1, false);
		expect(ending(trace)).toEqual([['q: rejected'], ['q: 被拒绝']]);
	});

	it('requeued, and redelivered', () => {
		const { trace, channel } = queued();
		channel.consume('q');
		channel.nack(1, true);
		expect(ending(trace)).toEqual([
			['q: held by both.js, not yet acknowledged (went back once: nack with requeue)'],
			['q: 由 both.js 持有，尚未确认 (退回队列 1 次：nack 并要求重新入队)']
		]);
	});

	it('given up after too many deliveries', () => {
		const { trace, channel } = queued({ 'x-queue-type': 'quorum', 'x-delivery-limit': 1 }, true);
		channel.consume('q');
		channel.nack(1, true);
		channel.nack(2, true);
		expect(ending(trace)[0]).toEqual([
			'q: given up: over the delivery limit (went back once: nack with requeue)'
		]);
	});

	it('purged, or deleted with its queue', () => {
		const purged = queued();
		purged.channel.send('queue.purge', { queue: 'q' });
		expect(ending(purged.trace)).toEqual([['q: purged'], ['q: 被清空']]);
		const deleted = queued();
		deleted.channel.send('queue.delete', { queue: 'q' });
		expect(ending(deleted.trace)).toEqual([['q: deleted with its queue'], ['q: 随队列删除']]);
	});

	it('lost in a restart, because the queue or the message was transient', () => {
		const transientQueue = queued();
		transientQueue.trace.broker.restart();
		expect(ending(transientQueue.trace)).toEqual([
			['q: lost in the restart: the queue was not durable'],
			['q: 重启时丢失：队列不是持久的']
		]);
		const transientMessage = queued({}, true);
		transientMessage.trace.broker.restart();
		expect(ending(transientMessage.trace)).toEqual([
			['q: lost in the restart: it was not persistent (delivery mode 2)'],
			['q: 重启时丢失：消息不是持久的（delivery mode 2）']
		]);
	});

	it('survived a restart', () => {
		const trace = new EngineTrace();
		const channel = trace.program('send.js');
		channel.queue('q', { durable: true });
		channel.publish('q', 'x', { deliveryMode: 2 });
		trace.broker.restart();
		expect(ending(trace)[0]).toEqual(['q: waits, next in line · nobody consumes here']);
		expect(answers(trace, 'send.js')[0]).toMatch(/320 CONNECTION_FORCED .* is not connected to the broker$/);
	});

	it('acknowledged, or sent without asking for that', () => {
		const { trace, channel } = queued();
		channel.consume('q');
		channel.ack(1);
		channel.consume('dead', { noAck: true });
		channel.publish('dead', 'x');
		expect(ending(trace)).toEqual([['q: acknowledged by both.js'], ['q: both.js 已确认']]);
		expect(ending(trace, 1)[1]).toEqual(['dead: 已发给 both.js，无需确认']);
	});
});

describe('why this consumer and not the other?', () => {
	it('in turn, or the other holds all it may', () => {
		const trace = new EngineTrace();
		const [first, second] = [trace.program('worker.js'), trace.program('worker.js')];
		first.queue('q');
		for (const worker of [first, second]) {
			worker.send('basic.qos', { prefetchCount: 1 });
			worker.consume('q');
		}
		for (const body of ['1', '2', '3']) first.publish('q', body);
		expect(ending(trace, 0)[0]).toEqual([
			'q: held by worker.js #1, not yet acknowledged (not to worker.js #2: its turn comes next)'
		]);
		expect(ending(trace, 1)).toEqual([
			['q: held by worker.js #2, not yet acknowledged (not to worker.js #1: it holds all it may)'],
			['q: 由 worker.js #2 持有，尚未确认 (没有发给 worker.js #1：它已达 prefetch 上限)']
		]);
		expect(ending(trace, 2)[0]).toEqual([
			'q: waits, next in line · worker.js #1 holds 1 of 1 (prefetch) · worker.js #2 holds 1 of 1 (prefetch)'
		]);
		expect(answers(trace, 'q')).toEqual([
			'keeps 1 ready: its 2 consumers hold all that prefetch allows · has been given 3 so far',
			'有 1 条就绪：2 个消费者都已达 prefetch 上限 · 至今收到 3 条'
		]);
		second.ack(1);
		first.ack(1);
		expect(answers(trace, 'worker.js#1')[0]).toBe(
			'is idle: q has none ready; 1 of its messages is held by others'
		);
	});

	it('a prefetch that the whole channel shares', () => {
		const trace = new EngineTrace();
		const worker = trace.program('worker.js');
		for (const queue of ['a', 'b']) worker.queue(queue);
		worker.send('basic.qos', { prefetchCount: 1, global: true });
		for (const queue of ['a', 'b']) worker.consume(queue);
		for (const queue of ['a', 'b']) worker.publish(queue, 'x');
		expect(answers(trace, 'worker.js')).toEqual([
			'gets no more of a: its channel has 1 unacknowledged, and the prefetch of the whole channel (global) allows 1 · gets no more of b: its channel has 1 unacknowledged, and the prefetch of the whole channel (global) allows 1; 1 more waits until it acknowledges',
			'暂时拿不到 a 的消息：它的信道有 1 条未确认，整个信道共用的 prefetch（global）上限是 1 · 暂时拿不到 b 的消息：它的信道有 1 条未确认，整个信道共用的 prefetch（global）上限是 1；另有 1 条要等它确认'
		]);
		expect(ending(trace, 1)).toEqual([
			['b: waits, next in line · the channel of worker.js has 1 of 1 unacknowledged (global prefetch)'],
			['b: 等待中，排在队首 · worker.js 的信道有 1/1 条未确认（global prefetch）']
		]);
	});

	it('another has a higher priority', () => {
		const trace = new EngineTrace();
		const [low, high] = [trace.program('low.js'), trace.program('high.js')];
		low.queue('q');
		low.consume('q');
		high.consume('q', { arguments: table({ 'x-priority': 10 }) });
		low.publish('q', 'x');
		expect(ending(trace)[0]).toEqual([
			'q: held by high.js, not yet acknowledged (not to low.js: its priority is lower)'
		]);
		expect(answers(trace, 'low.js')).toEqual([
			'is idle: q serves high.js first, whose consumer has priority 10; its own has 0',
			'空闲：q 优先发给 high.js，它的消费者优先级是 10，而这里是 0'
		]);
	});

	it('another is the single active consumer', () => {
		const trace = new EngineTrace();
		const [first, second] = [trace.program('first.js'), trace.program('second.js')];
		first.queue('q', { arguments: [['x-single-active-consumer', { type: 'bool', value: true }]] });
		for (const channel of [first, second]) channel.consume('q');
		first.publish('q', 'x');
		expect(ending(trace)[0]).toEqual([
			'q: held by first.js, not yet acknowledged (not to second.js: another is the single active consumer)'
		]);
		expect(answers(trace, 'second.js')).toEqual([
			'waits its turn: q has a single active consumer, now first.js',
			'等待接替：q 只允许一个活动消费者，现在是 first.js'
		]);
	});

	it('another has the queue to itself', () => {
		const trace = new EngineTrace();
		const [first, second] = [trace.program('first.js'), trace.program('second.js')];
		first.queue('q');
		first.consume('q', { exclusive: true });
		second.consume('q');
		expect(answers(trace, 'second.js')[0]).toBe(
			"was cut off by the broker: 403 ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use · neither publishes nor consumes so far"
		);
	});

	it.each([
		['it cancelled its consumer', '它取消了消费', 'basic.cancel', { consumerTag: 'tag' }],
		['its channel was closed', '信道已关闭', 'channel.close', {}],
		['the queue was deleted', '队列已删除', 'queue.delete', { queue: 'q' }]
	] as const)('it no longer consumes: %s', (why, inChinese, method, fields) => {
		const trace = new EngineTrace();
		const channel = trace.program('receive.js');
		channel.queue('q');
		channel.consume('q', { consumerTag: 'tag' });
		channel.send(method, fields);
		expect(answers(trace, 'receive.js')).toEqual([
			`no longer consumes from q: ${why}`,
			`不再消费 q：${inChinese}`
		]);
	});
});
