/** Hints for what real clients printed: `tests/hints/recorded.json` holds their words, `record.js` beside it got them. */
import { describe, expect, it } from 'vitest';
import recorded from '../../../../tests/hints/recorded.json';
import { messagesFor, locales } from '../../i18n/i18n';
import { explainError } from './explain';
import { hint, hintText, lessonOf, type Hint, type HintTopic } from './hint';

type Recorded = keyof typeof recorded;

/** What is said for each recorded error; null where the error says it all. */
const expected: Readonly<Record<Recorded, Hint | null>> = {
	'python: consume, pika 0.x': hint('consumeNow'),
	'python: consume, pika 0.x, positions': hint('consumeNow'),
	'python: no_ack': hint('keywordRenamed', 'basic_consume', 'no_ack', 'auto_ack'),
	'python: consumer_callback': hint(
		'keywordRenamed',
		'basic_consume',
		'consumer_callback',
		'on_message_callback'
	),
	'python: consume without callback': hint('argumentMissing', 'basic_consume', 'on_message_callback'),
	'python: get, pika 0.x': hint('keywordRenamed', 'basic_get', 'no_ack', 'auto_ack'),
	'python: exchange type, pika 0.x': hint('keywordRenamed', 'exchange_declare', 'type', 'exchange_type'),
	'python: queue without name, pika 0.x': hint('queueNameWanted'),
	'python: queue name forgotten': hint('queueNameInMethod'),
	'python: nowait, pika 0.x': hint('keywordGone', 'queue_declare', 'nowait'),
	'python: misspelt keyword': hint('memberMisspelt', 'durabel', 'durable'),
	'python: prefetch in the wrong place': hint('prefetchSize', '1'),
	'python: type, pika 0.x': hint('keywordUnknown', 'basic_publish', 'type'),
	'python: host as text': hint('parametersWanted'),
	'python: host as keyword': hint('parametersWanted'),
	'python: parameters misspelt': hint('memberMisspelt', 'ConnectionParameter', 'ConnectionParameters'),
	'python: spec imported, pika 0.x': hint('nameNotInModule', 'TornadoConnectionX', 'pika.adapters'),
	'python: misspelt method': hint('memberMisspelt', 'declare_queue', 'queue_declare'),
	'python: misspelt variable': hint('nameMisspelt', 'chanel', 'channel'),
	'python: json not imported': hint('importForgotten', 'json'),
	'python: pika not installed': hint('moduleMissing', 'pikka'),
	'python: name not in module': hint('nameNotInModule', 'Blocking', 'pika'),
	'python: indentation': hint('indentation'),
	'python: indentation too deep': hint('indentation'),
	'python: bracket left open': hint('bracketOpen'),
	'python: colon forgotten': hint('colonMissing'),
	'python: quote left open': hint('quoteOpen'),
	'python: print statement': hint('printStatement'),
	'python: tab and spaces': hint('tabsAndSpaces'),
	'python: body of another type': hint('bodyType'),
	'python: body a dictionary': hint('bodyType'),
	'python: body forgotten': hint('argumentMissing', 'basic_publish', 'body'),
	'python: text and bytes': hint('bytesBody'),
	'python: json of bytes': hint('bytesBody'),
	'python: callback with one parameter': hint('callbackParameters', 'callback'),
	'python: argument missing': hint('noArgumentGiven'),
	'python: queue missing': hint('queueMissing', 'nobody'),
	'python: queue missing, passive': hint('queueMissing', 'nobody'),
	'python: queue missing, bind': hint('queueMissing', 'nobody'),
	'python: exchange missing, bind': hint('exchangeMissing', 'nowhere'),
	'python: exchange missing, publish': hint('exchangeMissing', 'nowhere'),
	'python: durable differs': hint('declaredOtherwise', 'queue', 'd1', 'durable', 'true', 'false'),
	'python: auto_delete differs': hint('declaredOtherwise', 'queue', 'd2', 'auto_delete', 'true', 'false'),
	'python: argument added': hint('declaredOtherwise', 'queue', 'd3', 'x-message-ttl', '5000', ''),
	'python: argument changed': hint('declaredOtherwise', 'queue', 'd4', 'x-max-length', '6', '5'),
	'python: argument left out': hint('declaredOtherwise', 'queue', 'd5', 'x-dead-letter-exchange', '', 'dlx'),
	'python: exchange type differs': hint('declaredOtherwise', 'exchange', 'e1', 'type', 'direct', 'fanout'),
	'python: exchange durable differs': hint('declaredOtherwise', 'exchange', 'e2', 'durable', 'false', 'true'),
	'python: alternate exchange differs': hint(
		'declaredOtherwise',
		'exchange',
		'e3',
		'alternate-exchange',
		'x',
		''
	),
	'python: ttl as text': hint('wantsNumber', 'x-message-ttl'),
	'python: ttl negative': hint('negative', 'x-message-ttl'),
	'python: overflow unknown': hint('invalidArgument', 'x-overflow'),
	'python: priority too high': hint('tooLarge', 'x-max-priority', '1000'),
	'python: dead letter key alone': hint('keyWithoutExchange'),
	'python: quorum exclusive': hint('quorumProperty', 'i6', 'exclusive-owner'),
	'python: quorum transient': hint('quorumProperty', 'i7', 'non-durable'),
	'python: queue type unknown': hint('invalidArgument', 'x-queue-type'),
	'python: x-match unknown': hint('headersMatch', 'some'),
	'python: expiration as words': hint('expiration', '5s'),
	'python: expiration as number': hint('propertyText', 'expiration'),
	'python: user id of another': hint('userId', 'alice', 'guest'),
	'python: exchange type unknown': hint('exchangeType', 'topics'),
	'python: plugin not enabled': hint('pluginType', 'x-delayed-message'),
	'python: acknowledged twice': hint('unknownTag', '1'),
	'python: acknowledged after auto_ack': hint('unknownTag', '1'),
	'python: exclusive consumer': hint('exclusiveConsumer', 'a3'),
	'python: exclusive queue of another': hint('lockedQueue', 'a4'),
	'python: reserved queue name': hint('reservedName', 'amq.mine'),
	'python: reserved exchange name': hint('reservedName', 'amq.mine'),
	'python: default exchange bound': hint('defaultExchange'),
	'python: queue not empty': hint('notEmpty', 'a6'),
	'python: queue in use': hint('inUse', 'queue', 'a7'),
	'python: exchange in use': hint('inUse', 'exchange', 'e6'),
	'python: tag used twice': hint('tagInUse', 't'),
	'python: confirms and transactions': hint('confirmsOrTransactions'),
	'python: reply without consumer': hint('replyConsumer'),
	'python: not permitted': hint('notPermitted', 'queue', 'q', 'hints-reader'),
	'python: not permitted, publish': hint('notPermitted', 'exchange', 'amq.topic', 'hints-reader'),
	'python: wrong password': hint('loginRefused'),
	'python: vhost missing': hint('vhostMissing', 'shop'),
	'python: vhost not permitted': hint('vhostRefused', 'hints', 'hints-nobody'),
	'python: wrong port': hint('connectionRefused'),
	'python: url without scheme': hint('address'),
	'python: channel closed': hint('channelClosed'),
	'python: channel closed by the broker': hint('channelClosed'),
	'python: connection closed': hint('connectionClosed'),
	'python: connection closed, publish': hint('channelClosed'),
	'python: connection closed twice': hint('connectionClosed'),
	'python: heartbeat missed': hint('connectionLost'),
	'python: closed by an operator': hint('connectionForced'),
	'python: message refused': hint('refused'),
	'python: message not routed': hint('unroutable'),
	'python: start_consuming in a callback': hint('reentrant'),
	'python: callback is called, not given': hint('callbackCalled'),
	'python: prefetch as text': hint('wholeNumber'),
	'python: nothing to get': hint('nothingThere'),
	'python: unexpected frame': hint('badFrames'),
	'python: bad frame': hint('badFrames'),
	'python: unknown method': hint('connectionLost'),
	'python: channel not open': hint('badFrames'),
	'python: global prefetch of a quorum queue': hint('notImplemented'),
	'python: immediate': hint('immediate'),
	'python: division by zero': null,
	'python: key missing': null,
	'python: raised by the program': null,
	'python: interrupted': null,
	'javascript: content as text': hint('bufferWanted'),
	'javascript: content an object': hint('bufferWanted'),
	'javascript: await forgotten, connect': hint('awaitForgotten', 'c', 'createChannel'),
	'javascript: await forgotten, channel': hint('awaitForgotten', 'c', 'assertQueue'),
	'javascript: await forgotten, queue': hint('queueMissing', 'nobody'),
	'javascript: await outside async': hint('awaitOutside'),
	'javascript: queue missing': hint('queueMissing', 'nobody'),
	'javascript: queue missing, check': hint('queueMissing', 'nobody'),
	'javascript: exchange missing, bind': hint('exchangeMissing', 'nowhere'),
	'javascript: exchange missing, publish': hint('exchangeMissing', 'nowhere'),
	'javascript: durable differs': hint('declaredOtherwise', 'queue', 'jd1', 'durable', 'false', 'true'),
	'javascript: argument added': hint('declaredOtherwise', 'queue', 'jd2', 'x-message-ttl', '5000', ''),
	'javascript: argument invalid': hint('wantsNumber', 'x-message-ttl'),
	'javascript: exchange type differs': hint(
		'declaredOtherwise',
		'exchange',
		'je1',
		'type',
		'direct',
		'fanout'
	),
	'javascript: exchange type unknown': hint('exchangeType', 'topics'),
	'javascript: acknowledged twice': hint('unknownTag', '1'),
	'javascript: acknowledged twice, no error listener': hint('unknownTag', '1'),
	'javascript: exclusive consumer': hint('exclusiveConsumer', 'ja3'),
	'javascript: exclusive queue of another': hint('lockedQueue', 'ja4'),
	'javascript: reserved queue name': hint('reservedName', 'amq.mine'),
	'javascript: wrong password': hint('loginRefused'),
	'javascript: vhost missing': hint('vhostClosed'),
	'javascript: vhost not permitted': hint('vhostClosed'),
	'javascript: wrong port': hint('connectionRefused'),
	'javascript: url without scheme': hint('address'),
	'javascript: channel closed': hint('channelClosed'),
	'javascript: channel closed by the broker': hint('channelClosed'),
	'javascript: connection closed': hint('connectionClosed'),
	'javascript: connection closed, publish': hint('channelClosed'),
	'javascript: closed by an operator': hint('channelClosed'),
	'javascript: consumer cancelled': hint('cancelled'),
	'javascript: nothing to get': hint('nothingThere'),
	'javascript: message refused': hint('refused'),
	'javascript: misspelt method': hint('memberMisspelt', 'declareQueue', 'assertQueue'),
	'javascript: misspelt variable': hint('nameUnknown', 'chanel'),
	'javascript: package missing': hint('moduleMissing', 'amqlib'),
	'javascript: file missing': hint('fileMissing', './orders.js'),
	'javascript: bracket left open': hint('bracketOpen'),
	'javascript: quote left open': hint('quoteOpen'),
	'javascript: declared twice': hint('declaredTwice', 'channel'),
	'javascript: constant changed': hint('constantChanged'),
	'javascript: content undefined': hint('bufferWanted'),
	'javascript: number as content': hint('bufferWanted'),
	'javascript: consume without callback': hint('noCallback'),
	'javascript: rejected with text': null,
	'javascript: thrown by the program': null,
	'javascript: json broken': hint('notJson'),
	'javascript: prefetch as text': hint('fieldType', 'prefetchCount', 'number'),
	'javascript: import in a script': hint('importOutside'),
	'javascript: require in a module': hint('requireInModule'),
	'javascript: await in a script': hint('awaitOutside')
};

/** What the clients say only under circumstances that can't be recorded, or in other versions. */
const reported: readonly (readonly ['python' | 'javascript', string, Hint])[] = [
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    work()
ModuleNotFoundError: No module named '_multiprocessing'`,
		hint('oneProcess')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    work()
OSError: [Errno 138] emscripten does not support processes.`,
		hint('oneProcess')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    work()
NotImplementedError: This Python build lacks multiprocessing.synchronize, usually due to named semaphores being unavailable on this platform.`,
		hint('oneProcess')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    work()
urllib.error.URLError: <urlopen error [Errno 101] Network is unreachable>`,
		hint('onlyTheBroker')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    work()
AttributeError: module 'signal' has no attribute 'alarm'`,
		hint('noAlarm', 'alarm')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    work()
RuntimeError: can't start new thread`,
		hint('noThread')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/worker.py", line 9, in <module>
    channel.start_consuming()
pika.exceptions.ChannelClosedByBroker: (406, 'PRECONDITION_FAILED - delivery acknowledgement on channel 1 timed out. Timeout value used: 1800000 ms. This timeout value can be configured, see consumers doc guide to learn more')`,
		hint('acknowledgementLate')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 1, in <module>
    name = input()
EOFError: EOF when reading a line`,
		hint('inputEnded')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in callback
    order = json.loads(body)
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)`,
		hint('notJson')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 4, in <module>
    channel.queue_declare(queue='q', durabel=True)
    ~~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^
TypeError: BlockingChannel.queue_declare() got an unexpected keyword argument 'durabel'`,
		hint('memberMisspelt', 'durabel', 'durable')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 4, in <module>
    channel.basic_publish(exchange='', routing_key='q', body={'a': 1})
  File "/lib/python3.14/site-packages/pika/connection.py", line 400, in send
TypeError: unhashable type: 'slice'`,
		hint('bodyType')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    json.dumps({})
    ^^^^
NameError: name 'json' is not defined`,
		hint('importForgotten', 'json')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    channel.publish('', 'q', 'x')
    ^^^^^^^^^^^^^^^
AttributeError: 'BlockingChannel' object has no attribute 'publish'`,
		hint('memberMisspelt', 'publish', 'basic_publish')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 3, in <module>
    channel.exchange_declare('logs', 'fanout').name
AttributeError: 'Method' object has no attribute 'name'`,
		hint('memberUnknown', 'name')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 2, in <module>
    total += 1
NameError: name 'total' is not defined`,
		hint('nameUnknown', 'total')
	],
	[
		'python',
		`  File "/home/learner/a.py", line 2
    return = 1
           ^
SyntaxError: invalid syntax`,
		hint('syntax')
	],
	[
		'python',
		`Traceback (most recent call last):
  File "/home/learner/a.py", line 2, in <module>
    channel.basic_get('nobody')
pika.exceptions.ChannelClosedByBroker: (404, "NOT_FOUND - no queue 'nobody' in vhost '/'")

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/home/learner/a.py", line 4, in <module>
    channel.queue_declare('nobody')
pika.exceptions.ChannelWrongStateError: Channel is closed.`,
		hint('channelClosed')
	]
];

const languageOf = (name: string) => (name.startsWith('python') ? 'python' : 'javascript');

describe('a hint for an error', () => {
	it.each(Object.entries(expected))('%s', (name, wanted) => {
		expect(explainError(languageOf(name), recorded[name as Recorded])).toEqual(wanted);
	});

	it.each(reported)('%s: %s', (language, stderr, wanted) => {
		expect(explainError(language, stderr)).toEqual(wanted);
	});

	it('there is none for output without an error', () => {
		expect(explainError('python', 'Error: nothing really\n')).toBeNull();
		expect(explainError('javascript', 'all is well\n')).toBeNull();
	});

	it('each topic is there for an error that somebody has seen', () => {
		const said = [...Object.values(expected), ...reported.map(([, , each]) => each)];
		const used = new Set(said.map((each) => each?.topic));
		expect(Object.keys(messagesFor('en').hints).filter((topic) => !used.has(topic as HintTopic))).toEqual([]);
	});

	it('names lessons by topics that exist', () => {
		expect(Object.keys(lessonOf).filter((topic) => !(topic in messagesFor('en').hints))).toEqual([]);
	});
});

describe.each(locales)('in words (%s)', (locale) => {
	const words = messagesFor(locale).hints;

	it('says the names that the error is about', () => {
		const hints = Object.values(expected).filter((each) => each !== null);
		for (const each of hints) {
			const text = hintText(each, words);
			// The kind of what is declared is put into the reader's words.
			for (const value of each.values.filter((value) => !/^(?:queue|exchange)$/.test(value))) {
				expect(text).toContain(value);
			}
		}
	});

	it('closes each piece of code', () => {
		for (const each of Object.values(expected)) {
			const ticks = each ? hintText(each, words).match(/`/g) : null;
			expect((ticks?.length ?? 0) % 2).toBe(0);
		}
	});
});
