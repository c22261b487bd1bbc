/**
 * Programs that fail, each in one way that learners fail: by name, in the two languages. `record.js` runs them with
 * the real clients against a real RabbitMQ; what they wrote last is what the hints are tested with.
 */

/** Begins each Python program. */
const PYTHON = `
import pika
connection = pika.BlockingConnection(pika.ConnectionParameters(virtual_host='hints'))
channel = connection.channel()
def callback(ch, method, properties, body):
    pass
`;

/** Begins each JavaScript program; what follows is inside an async function. */
const JAVASCRIPT = `
const amqp = require('amqplib');
async function main() {
const connection = await amqp.connect('amqp://localhost/hints');
const channel = await connection.createChannel();
`;

/** @type {Record<string, string>} */
const inPython = {
	'consume, pika 0.x': "channel.basic_consume(callback, queue='q', no_ack=True)",
	'consume, pika 0.x, positions': "channel.basic_consume(callback, 'q')",
	no_ack: "channel.basic_consume(queue='q', on_message_callback=callback, no_ack=True)",
	consumer_callback: "channel.basic_consume(queue='q', consumer_callback=callback)",
	'consume without callback': "channel.basic_consume(queue='q', auto_ack=True)",
	'get, pika 0.x': "channel.basic_get(queue='q', no_ack=True)",
	'exchange type, pika 0.x': "channel.exchange_declare(exchange='logs', type='fanout')",
	'queue without name, pika 0.x': 'channel.queue_declare(exclusive=True)',
	'queue name forgotten':
		"result = channel.queue_declare(queue='', exclusive=True)\nchannel.queue_bind(exchange='amq.fanout', queue=result.queue)",
	'nowait, pika 0.x': "channel.queue_declare(queue='q', nowait=True)",
	'misspelt keyword': "channel.queue_declare(queue='q', durabel=True)",
	'prefetch in the wrong place': 'channel.basic_qos(1)',
	'type, pika 0.x': "channel.basic_publish('', 'q', 'text', type='a')",
	'host as text': "pika.BlockingConnection('localhost')",
	'host as keyword': "pika.BlockingConnection(host='localhost')",
	'parameters misspelt': "pika.ConnectionParameter('localhost')",
	'spec imported, pika 0.x': 'from pika.adapters import TornadoConnectionX',
	'misspelt method': "channel.declare_queue('q')",
	'misspelt variable': "chanel.queue_declare('q')",
	'json not imported': "channel.basic_publish('', 'q', json.dumps({}))",
	'pika not installed': 'import pikka',
	'name not in module': 'from pika import Blocking',
	indentation: "def work():\nprint('a')",
	'indentation too deep': 'x = 1\n  y = 2',
	'bracket left open': "channel.queue_declare(queue='q'\nprint('a')",
	'colon forgotten': 'for i in range(3)\n    print(i)',
	'quote left open': "print('a)",
	'print statement': "print 'a'",
	'tab and spaces': 'if True:\n\tx = 1\n        y = 2',
	'body of another type': "channel.basic_publish(exchange='', routing_key='q', body=5)",
	'body a dictionary': "channel.basic_publish(exchange='', routing_key='q', body={'a': 1})",
	'body forgotten': "channel.basic_publish(exchange='', routing_key='q')",
	'text and bytes': "print('got ' + b'abc')",
	'json of bytes': "import json\njson.dumps(b'abc')",
	'callback with one parameter':
		"def callback(body):\n    pass\nchannel.queue_declare('one', exclusive=True)\nchannel.basic_publish('', 'one', 'x')\nchannel.basic_consume('one', callback)\nchannel.start_consuming()",
	'argument missing': 'import sys\nprint(sys.argv[1])',
	'queue missing': "channel.basic_consume('nobody', callback)",
	'queue missing, passive': "channel.queue_declare('nobody', passive=True)",
	'queue missing, bind': "channel.queue_bind('nobody', 'amq.direct', 'x')",
	'exchange missing, bind':
		"channel.queue_declare('b', exclusive=True)\nchannel.queue_bind('b', 'nowhere', 'x')",
	'exchange missing, publish':
		"channel.basic_publish('nowhere', 'x', 'body')\nchannel.basic_qos(prefetch_count=1)",
	'durable differs': "channel.queue_declare('d1')\nchannel.queue_declare('d1', durable=True)",
	'auto_delete differs': "channel.queue_declare('d2')\nchannel.queue_declare('d2', auto_delete=True)",
	'argument added':
		"channel.queue_declare('d3')\nchannel.queue_declare('d3', arguments={'x-message-ttl': 5000})",
	'argument changed':
		"channel.queue_declare('d4', arguments={'x-max-length': 5})\nchannel.queue_declare('d4', arguments={'x-max-length': 6})",
	'argument left out':
		"channel.queue_declare('d5', arguments={'x-dead-letter-exchange': 'dlx'})\nchannel.queue_declare('d5')",
	'exchange type differs':
		"channel.exchange_declare('e1', 'fanout')\nchannel.exchange_declare('e1', 'direct')",
	'exchange durable differs':
		"channel.exchange_declare('e2', 'fanout', durable=True)\nchannel.exchange_declare('e2', 'fanout')",
	'alternate exchange differs':
		"channel.exchange_declare('e3', 'fanout')\nchannel.exchange_declare('e3', 'fanout', arguments={'alternate-exchange': 'x'})",
	'ttl as text': "channel.queue_declare('i1', arguments={'x-message-ttl': '5000'})",
	'ttl negative': "channel.queue_declare('i2', arguments={'x-message-ttl': -1})",
	'overflow unknown': "channel.queue_declare('i3', arguments={'x-overflow': 'drop'})",
	'priority too high': "channel.queue_declare('i4', arguments={'x-max-priority': 1000})",
	'dead letter key alone': "channel.queue_declare('i5', arguments={'x-dead-letter-routing-key': 'x'})",
	'quorum exclusive': "channel.queue_declare('i6', exclusive=True, arguments={'x-queue-type': 'quorum'})",
	'quorum transient': "channel.queue_declare('i7', arguments={'x-queue-type': 'quorum'})",
	'queue type unknown': "channel.queue_declare('i8', arguments={'x-queue-type': 'fast'})",
	'x-match unknown':
		"channel.queue_declare('i9', exclusive=True)\nchannel.queue_bind('i9', 'amq.headers', arguments={'x-match': 'some'})",
	'expiration as words':
		"channel.queue_declare('i10', exclusive=True)\nchannel.basic_publish('', 'i10', 'x', pika.BasicProperties(expiration='5s'))\nchannel.basic_qos(prefetch_count=1)",
	'expiration as number': "channel.basic_publish('', 'i10', 'x', pika.BasicProperties(expiration=5000))",
	'user id of another':
		"channel.queue_declare('i11', exclusive=True)\nchannel.basic_publish('', 'i11', 'x', pika.BasicProperties(user_id='alice'))\nchannel.basic_qos(prefetch_count=1)",
	'exchange type unknown': "channel.exchange_declare('e4', 'topics')",
	'plugin not enabled': "channel.exchange_declare('e5', 'x-delayed-message')",
	'acknowledged twice':
		"channel.queue_declare('a1', exclusive=True)\nchannel.basic_publish('', 'a1', 'x')\nmethod, _, _ = channel.basic_get('a1')\nchannel.basic_ack(method.delivery_tag)\nchannel.basic_ack(method.delivery_tag)\nchannel.basic_qos(prefetch_count=1)",
	'acknowledged after auto_ack':
		"channel.queue_declare('a2', exclusive=True)\nchannel.basic_publish('', 'a2', 'x')\nmethod, _, _ = channel.basic_get('a2', auto_ack=True)\nchannel.basic_ack(method.delivery_tag)\nchannel.basic_qos(prefetch_count=1)",
	'exclusive consumer':
		"channel.queue_declare('a3', auto_delete=True)\nchannel.basic_consume('a3', callback, exclusive=True)\nchannel.basic_consume('a3', callback)",
	'exclusive queue of another':
		"other = pika.BlockingConnection(pika.ConnectionParameters(virtual_host='hints'))\nother.channel().queue_declare('a4', exclusive=True)\nchannel.queue_declare('a4')",
	'reserved queue name': "channel.queue_declare('amq.mine')",
	'reserved exchange name': "channel.exchange_declare('amq.mine', 'fanout')",
	'default exchange bound': "channel.queue_declare('a5', exclusive=True)\nchannel.queue_bind('a5', '', 'x')",
	'queue not empty':
		"channel.queue_declare('a6')\nchannel.basic_publish('', 'a6', 'x')\nchannel.queue_delete('a6', if_empty=True)",
	'queue in use':
		"channel.queue_declare('a7', auto_delete=True)\nchannel.basic_consume('a7', callback)\nchannel.queue_delete('a7', if_unused=True)",
	'exchange in use':
		"channel.exchange_declare('e6', 'fanout')\nchannel.queue_declare('a8', exclusive=True)\nchannel.queue_bind('a8', 'e6')\nchannel.exchange_delete('e6', if_unused=True)",
	'tag used twice':
		"channel.queue_declare('a9', exclusive=True)\nchannel.basic_consume('a9', callback, consumer_tag='t')\nchannel.basic_consume('a9', callback, consumer_tag='t')",
	'confirms and transactions': 'channel.confirm_delivery()\nchannel.tx_select()',
	'reply without consumer':
		"channel.basic_publish('', 'q', 'x', pika.BasicProperties(reply_to='amq.rabbitmq.reply-to'))\nchannel.basic_qos(prefetch_count=1)",
	'not permitted':
		"connection = pika.BlockingConnection(pika.ConnectionParameters(virtual_host='hints', credentials=pika.PlainCredentials('hints-reader', 'secret')))\nconnection.channel().queue_declare('q')",
	'not permitted, publish':
		"connection = pika.BlockingConnection(pika.ConnectionParameters(virtual_host='hints', credentials=pika.PlainCredentials('hints-reader', 'secret')))\nchannel = connection.channel()\nchannel.basic_publish('amq.topic', 'x', 'x')\nchannel.basic_qos(prefetch_count=1)",
	'wrong password':
		"pika.BlockingConnection(pika.ConnectionParameters(credentials=pika.PlainCredentials('guest', 'wrong')))",
	'vhost missing': "pika.BlockingConnection(pika.ConnectionParameters(virtual_host='shop'))",
	'vhost not permitted':
		"pika.BlockingConnection(pika.ConnectionParameters(virtual_host='hints', credentials=pika.PlainCredentials('hints-nobody', 'secret')))",
	'wrong port': 'pika.BlockingConnection(pika.ConnectionParameters(port=5999))',
	'url without scheme': "pika.BlockingConnection(pika.URLParameters('localhost:5672'))",
	'channel closed': "channel.close()\nchannel.queue_declare('q')",
	'channel closed by the broker':
		"try:\n    channel.queue_declare('nobody', passive=True)\nexcept pika.exceptions.ChannelClosedByBroker:\n    pass\nchannel.queue_declare('q')",
	'connection closed': 'connection.close()\nconnection.channel()',
	'connection closed, publish': "connection.close()\nchannel.basic_publish('', 'q', 'x')",
	'connection closed twice': 'connection.close()\nconnection.close()',
	'heartbeat missed':
		"import time\nconnection = pika.BlockingConnection(pika.ConnectionParameters(virtual_host='hints', heartbeat=1))\ntime.sleep(5)\nconnection.channel()",
	'closed by an operator':
		"import subprocess\nsubprocess.run(['rabbitmqctl', '-q', 'close_all_connections', '--vhost', 'hints', 'maintenance'])\nconnection.process_data_events(2)",
	'message refused':
		"channel.confirm_delivery()\nchannel.queue_declare('n1', exclusive=True, arguments={'x-max-length': 1, 'x-overflow': 'reject-publish'})\nfor _ in range(5):\n    channel.basic_publish('', 'n1', 'x')",
	'message not routed':
		"channel.confirm_delivery()\nchannel.basic_publish('', 'nobody', 'x', mandatory=True)",
	'start_consuming in a callback':
		"def callback(ch, method, properties, body):\n    ch.start_consuming()\nchannel.queue_declare('r1', exclusive=True)\nchannel.basic_publish('', 'r1', 'x')\nchannel.basic_consume('r1', callback)\nchannel.start_consuming()",
	'callback is called, not given':
		"def work():\n    return None\nchannel.queue_declare('r2', exclusive=True)\nchannel.basic_consume('r2', work())",
	'prefetch as text': "channel.basic_qos(prefetch_count='1')",
	'nothing to get':
		"channel.queue_declare('r3', exclusive=True)\nmethod, properties, body = channel.basic_get('r3')\nprint(body.decode())",
	'unexpected frame':
		"connection._impl._output_marshaled_frames([b'\\x03\\x00\\x01\\x00\\x00\\x00\\x00\\xce'])\nconnection.process_data_events(2)",
	'bad frame':
		"connection._impl._output_marshaled_frames([b'\\x01\\x00\\x01\\x00\\x00\\x00\\x01\\x00\\x00'])\nconnection.process_data_events(2)",
	'unknown method':
		"connection._impl._output_marshaled_frames([b'\\x01\\x00\\x01\\x00\\x00\\x00\\x04\\x00\\x32\\x00\\x63\\xce'])\nconnection.process_data_events(2)",
	'channel not open':
		"connection._impl._output_marshaled_frames([b'\\x01\\x00\\x07\\x00\\x00\\x00\\x07\\x00\\x55\\x00\\x0a\\x00\\x00\\x00\\xce'])\nconnection.process_data_events(2)",
	'global prefetch of a quorum queue':
		"channel.queue_declare('g1', durable=True, arguments={'x-queue-type': 'quorum'})\nchannel.basic_qos(prefetch_count=1, global_qos=True)\nchannel.basic_consume('g1', callback)",
	immediate:
		"channel.queue_declare('r4', exclusive=True)\nconnection._impl._output_marshaled_frames([b'\\x01\\x00\\x01\\x00\\x00\\x00\\x0a\\x00\\x3c\\x00\\x28\\x00\\x00\\x00\\x01x\\x02\\xce', b'\\x02\\x00\\x01\\x00\\x00\\x00\\x0e\\x00\\x3c\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\xce'])\nconnection.process_data_events(2)",
	'division by zero': 'print(1 / 0)',
	'key missing': "print({}['a'])",
	'raised by the program': "raise RuntimeError('my own words')",
	interrupted: 'raise KeyboardInterrupt'
};

/** @type {Record<string, string>} */
const inJavaScript = {
	'content as text': "channel.sendToQueue('q', 'text');",
	'content an object': "channel.publish('', 'q', { a: 1 });",
	'await forgotten, connect': "const c = amqp.connect('amqp://localhost'); await c.createChannel();",
	'await forgotten, channel': "const c = connection.createChannel(); await c.assertQueue('q');",
	'await forgotten, queue':
		"const q = channel.assertQueue('', { exclusive: true }); await channel.consume(q.queue, () => {}); await channel.checkQueue('nobody');",
	'await outside async': "setTimeout(() => { await channel.assertQueue('q'); });",
	'queue missing': "await channel.consume('nobody', () => {});",
	'queue missing, check': "await channel.checkQueue('nobody');",
	'exchange missing, bind':
		"await channel.assertQueue('b', { exclusive: true }); await channel.bindQueue('b', 'nowhere', 'x');",
	'exchange missing, publish':
		"channel.publish('nowhere', 'x', Buffer.from('x')); await channel.assertQueue('q2', { exclusive: true });",
	'durable differs':
		"await channel.assertQueue('jd1', { durable: true }); await channel.assertQueue('jd1', { durable: false });",
	'argument added':
		"await channel.assertQueue('jd2'); await channel.assertQueue('jd2', { messageTtl: 5000 });",
	'argument invalid': "await channel.assertQueue('jd3', { arguments: { 'x-message-ttl': 'soon' } });",
	'exchange type differs':
		"await channel.assertExchange('je1', 'fanout'); await channel.assertExchange('je1', 'direct');",
	'exchange type unknown': "await channel.assertExchange('je2', 'topics');",
	'acknowledged twice':
		"await channel.assertQueue('ja1', { exclusive: true }); channel.sendToQueue('ja1', Buffer.from('x')); const m = await channel.get('ja1'); channel.ack(m); channel.ack(m); await channel.checkQueue('ja1');",
	'acknowledged twice, no error listener':
		"await channel.assertQueue('ja2', { exclusive: true }); channel.sendToQueue('ja2', Buffer.from('x')); const m = await channel.get('ja2'); channel.ack(m); channel.ack(m);",
	'exclusive consumer':
		"await channel.assertQueue('ja3', { autoDelete: true }); await channel.consume('ja3', () => {}, { exclusive: true }); await channel.consume('ja3', () => {});",
	'exclusive queue of another':
		"const other = await amqp.connect('amqp://localhost/hints'); await (await other.createChannel()).assertQueue('ja4', { exclusive: true }); await channel.assertQueue('ja4', { exclusive: true });",
	'reserved queue name': "await channel.assertQueue('amq.mine');",
	'wrong password': "await amqp.connect('amqp://guest:wrong@localhost');",
	'vhost missing': "await amqp.connect('amqp://localhost/shop');",
	'vhost not permitted': "await amqp.connect('amqp://hints-nobody:secret@localhost/hints');",
	'wrong port': "await amqp.connect('amqp://localhost:5999');",
	'url without scheme': "await amqp.connect('localhost');",
	'channel closed': "await channel.close(); await channel.assertQueue('q');",
	'channel closed by the broker':
		"channel.on('error', () => {}); try { await channel.checkQueue('nobody'); } catch {} channel.sendToQueue('q', Buffer.from('x'));",
	'connection closed': 'await connection.close(); await connection.createChannel();',
	'connection closed, publish': "await connection.close(); channel.sendToQueue('q', Buffer.from('x'));",
	'closed by an operator':
		"require('node:child_process').execSync('rabbitmqctl -q close_all_connections --vhost hints maintenance'); await channel.assertQueue('q');",
	'consumer cancelled':
		"await channel.assertQueue('jc1', { exclusive: true }); await channel.consume('jc1', (message) => console.log(message.content)); await channel.deleteQueue('jc1'); await channel.assertQueue('jc2', { exclusive: true });",
	'nothing to get':
		"await channel.assertQueue('jc3', { exclusive: true }); const m = await channel.get('jc3'); console.log(m.content.toString());",
	'message refused':
		"const c = await connection.createConfirmChannel(); await c.assertQueue('jn1', { exclusive: true, maxLength: 1, arguments: { 'x-overflow': 'reject-publish' } }); for (let i = 0; i < 5; i++) c.sendToQueue('jn1', Buffer.from('x')); await c.waitForConfirms();",
	'misspelt method': "await channel.declareQueue('q');",
	'misspelt variable': "await chanel.assertQueue('q');",
	'package missing': "require('amqlib');",
	'file missing': "require('./orders.js');",
	'bracket left open': "channel.assertQueue('q';",
	'quote left open': "console.log('a);",
	'declared twice': 'const channel = 1;',
	'constant changed': 'const a = 1; a = 2;',
	'content undefined': "channel.sendToQueue('q', Buffer.from(undefined));",
	'number as content': "channel.sendToQueue('q', Buffer.from(5));",
	'consume without callback':
		"await channel.assertQueue('jc4', { exclusive: true }); channel.sendToQueue('jc4', Buffer.from('x')); await channel.consume('jc4');",
	'rejected with text': "await Promise.reject('my own words');",
	'thrown by the program': "throw new Error('my own words');",
	'json broken': "JSON.parse('{');",
	'prefetch as text': "await channel.prefetch('1');"
};

/** Programs that stand alone. */
const alone = {
	'javascript: import in a script': {
		file: 'program.cjs',
		source: "import amqp from 'amqplib';"
	},
	'javascript: require in a module': {
		file: 'program.mjs',
		source: "const amqp = require('amqplib');"
	},
	'javascript: await in a script': {
		file: 'program.cjs',
		source: "const amqp = require('amqplib');\nconst connection = await amqp.connect('amqp://localhost');"
	}
};

/** @type {readonly { name: string, file: string, source: string }[]} */
export const programs = [
	...Object.entries(inPython).map(([name, lines]) => ({
		name: `python: ${name}`,
		file: 'program.py',
		source: `${PYTHON}${lines}\n`
	})),
	...Object.entries(inJavaScript).map(([name, lines]) => ({
		name: `javascript: ${name}`,
		file: 'program.js',
		source: `${JAVASCRIPT}${lines}\n}\nmain();\n`
	})),
	...Object.entries(alone).map(([name, program]) => ({ name, ...program }))
];
