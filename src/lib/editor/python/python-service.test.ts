import { describe as group, expect, it } from 'vitest';
import { outline } from './outline';
import { complete, describe, signatureAt } from './python-service';

const PROGRAM = `import pika

with pika.BlockingConnection(pika.ConnectionParameters('localhost')) as connection:
    channel = connection.channel()  # one is enough
    result = channel.queue_declare(queue='', exclusive=True)


def receive(ch, method, props, body):
    `;

const names = (before: string, after = '') => complete(before, after).map(({ name }) => name);

group('the outline of a source', () => {
	it('holds classes with their members, parameters, defaults and docstrings', () => {
		const shop = outline(`
class Shop(Base, number=1):
    """Sells things.

    All day.
    """

    open = True

    def __init__(self, name, *,
                 hours=(9, 17)):
        """\`name\` is on the door."""
        self.name = name
        self._secret = 1

    @property
    def is_open(self):
        """Now."""
        return True

    def _hidden(self):
        pass

    def sell(self, what, price='1, 2', **rest):
        """Sells."""
`).get('Shop')!;
		expect(shop.doc).toBe('Sells things.\n\nAll day.\n\n`name` is on the door.');
		expect(shop.bases).toEqual(['Base']);
		expect(shop.parameters).toEqual([
			{ name: 'name', default: null },
			{ name: 'hours', default: '(9, 17)' }
		]);
		expect([...shop.members.values()].map(({ name, kind }) => `${kind} ${name}`)).toEqual([
			'attribute open',
			'property is_open',
			'function sell',
			'attribute name'
		]);
		expect(shop.members.get('sell')!.parameters).toEqual([
			{ name: 'what', default: null },
			{ name: 'price', default: "'1, 2'" },
			{ name: '**rest', default: null }
		]);
	});
});

group('completion', () => {
	it('offers what pika exports, and its modules', () => {
		expect(names('import pika\npika.')).toEqual(
			expect.arrayContaining(['BlockingConnection', 'ConnectionParameters', 'BasicProperties', 'exceptions'])
		);
		expect(names('import pika\npika.exceptions.')).toEqual(
			expect.arrayContaining(['AMQPConnectionError', 'ChannelClosedByBroker', 'UnroutableError'])
		);
		expect(names('from pika import Blo')).toContain('BlockingConnection');
		expect(names('from pika.exchange_type import ExchangeType\nExchangeType.')).toEqual(
			expect.arrayContaining(['direct', 'fanout', 'topic', 'headers'])
		);
	});

	it.each([
		['a channel', 'channel.', ['basic_publish', 'basic_consume', 'queue_declare', 'is_open']],
		['a connection', 'connection.', ['channel', 'close', 'process_data_events', 'is_open']],
		['an answer', 'result.', ['method']],
		['an answer’s method', 'result.method.', ['queue', 'message_count', 'consumer_count']],
		['a callback’s channel', 'ch.', ['basic_ack', 'basic_nack', 'stop_consuming']],
		['a callback’s method', 'method.', ['delivery_tag', 'routing_key', 'redelivered']],
		['a callback’s properties', 'props.', ['headers', 'correlation_id', 'reply_to', 'delivery_mode']],
		['a chain of calls', 'pika.BlockingConnection().channel().', ['basic_get']]
	])('knows the members of %s', (_, expression, members) => {
		const offered = names(PROGRAM + expression);
		expect(offered).toEqual(expect.arrayContaining(members));
		expect(offered.filter((name) => name.startsWith('_'))).toEqual([]);
	});

	it('knows what basic_get and consume give', () => {
		const got = `${PROGRAM}method2, properties, text = channel.basic_get('q')\n    method2.`;
		expect(names(got)).toContain('message_count');
		const consumed = `${PROGRAM}for one, two, three in channel.consume('q'):\n        two.`;
		expect(names(consumed)).toContain('reply_to');
	});

	it('guesses nothing where it can’t know', () => {
		expect(names(`${PROGRAM}body.`)).toEqual([]);
		expect(names('thing = make()\nthing.')).toEqual([]);
		expect(names('x = x\nx.')).toEqual([]);
	});

	it('offers parameters that the call hasn’t yet', () => {
		const call = `${PROGRAM}ch.basic_publish('', routing_key='a', `;
		expect(names(call).filter((name) => name.endsWith('='))).toEqual(['body=', 'properties=', 'mandatory=']);
		expect(names(`${PROGRAM}ch.basic_qos(pre`)).toContain('prefetch_count=');
		expect(names(`${PROGRAM}ch.basic_qos(prefetch_count=`).filter((name) => name.endsWith('='))).toEqual([]);
	});

	it('offers Python’s words and the program’s own names, but none inside text', () => {
		expect(names('counter = 1\n', '\ntotal = 2')).toEqual(
			expect.arrayContaining(['counter', 'total', 'print', 'while', 'callback'])
		);
		expect(names("print('cou")).toEqual([]);
		expect(names('# cou')).toEqual([]);
	});
});

group('the signature of a call', () => {
	it('marks the parameter at the caret, by place or by name', () => {
		expect(signatureAt(`${PROGRAM}ch.basic_ack(method.delivery_tag, `)).toMatchObject({
			label: 'basic_ack(delivery_tag=0, multiple=False)',
			active: 1
		});
		expect(signatureAt(`${PROGRAM}ch.queue_declare('q', durable=`)).toMatchObject({ active: 2 });
		expect(signatureAt("import pika\npika.ConnectionParameters('localhost', ")?.parameters[1]).toMatch(
			/^port=/
		);
	});

	it('is none outside of a call, and in a definition', () => {
		expect(signatureAt(`${PROGRAM}ch.basic_ack(1)`)).toBeNull();
		expect(signatureAt('def work(')).toBeNull();
	});
});

group('an explanation', () => {
	it('has signature and docstring', () => {
		const told = describe(`${PROGRAM}ch.basic_qos`, '(prefetch_count=1)');
		expect(told?.code).toBe('BlockingChannel.basic_qos(prefetch_size=0, prefetch_count=0, global_qos=False)');
		expect(told?.doc).not.toBe('');
	});

	it('tells the class of a variable, on the line that makes it too', () => {
		expect(describe('import pika\nc = pika.BlockingConnection()\nc', '.close()')?.code).toBe(
			'c: BlockingConnection'
		);
		expect(describe('import pika\nc', ' = pika.BlockingConnection()')?.code).toBe('c: BlockingConnection');
		expect(describe('import pika\npika.ConnectionParameters', '')?.code).toMatch(
			/^class ConnectionParameters\(host=/
		);
	});

	it('is none for what isn’t pika’s', () => {
		expect(describe('print', "('a')")).toBeNull();
		expect(describe("x = 'pika", "'")).toBeNull();
	});
});
