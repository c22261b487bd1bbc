/** What Python's and pika's own errors mean to somebody who wrote a program for RabbitMQ. */
import { explainBrokerError } from './broker-error';
import type { FinalError } from './final-error';
import { hint, type Hint } from './hint';
import { nearest } from './nearest';

type Rule = readonly [
	name: RegExp,
	message: RegExp,
	tell: (error: FinalError, ...groups: string[]) => Hint | null
];

/** Keywords of pika 0.x and what became of them. */
const RENAMED: Readonly<Record<string, string>> = {
	no_ack: 'auto_ack',
	consumer_callback: 'on_message_callback',
	type: 'exchange_type',
	exclusive_queue: 'exclusive'
};
const GONE = ['nowait', 'no_wait', 'immediate', 'ticket'];
/** Keywords of what programs call most. */
const KEYWORDS = [
	...['queue', 'exchange', 'exchange_type', 'passive', 'durable', 'exclusive', 'auto_delete', 'internal'],
	...['arguments', 'routing_key', 'body', 'properties', 'mandatory', 'on_message_callback', 'auto_ack'],
	...[
		'consumer_tag',
		'inactivity_timeout',
		'delivery_tag',
		'multiple',
		'requeue',
		'prefetch_count',
		'global_qos'
	],
	...['if_unused', 'if_empty', 'destination', 'source', 'host', 'port', 'virtual_host', 'credentials'],
	...['heartbeat', 'blocked_connection_timeout', 'username', 'password', 'content_type', 'headers'],
	...['delivery_mode', 'priority', 'correlation_id', 'reply_to', 'expiration', 'message_id', 'timestamp']
];

/** Modules that programs here use, and may forget to import. */
const STANDARD = [
	...['asyncio', 'base64', 'collections', 'copy', 'csv', 'datetime', 'decimal', 'functools', 'hashlib', 'io'],
	...['itertools', 'json', 'logging', 'math', 'os', 'pika', 'pprint', 'random', 're', 'signal', 'statistics'],
	...['string', 'struct', 'sys', 'textwrap', 'threading', 'time', 'traceback', 'typing', 'uuid']
];

/** In this order: the first that fits the error's name and message and has something to say is taken. */
const rules: readonly Rule[] = [
	[/^ProbableA|ClosedByBroker$/, /^/, ({ message }) => explainBrokerError(unescaped(message))],
	[/^AMQPConnectionError$|^ConnectionRefusedError$/, /^/, () => hint('connectionRefused')],
	[/^ValueError$/, /Unexpected URL scheme/, () => hint('address')],
	[/^(?:StreamLostError|AMQPHeartbeatTimeout|ConnectionResetError)$/, /^/, () => hint('connectionLost')],
	[/^ChannelWrongStateError$|^ChannelClosed(?:ByClient)?$/, /^/, () => hint('channelClosed')],
	[/^ConnectionWrongStateError$|^ConnectionClosed(?:ByClient)?$/, /^/, () => hint('connectionClosed')],
	[/^UnroutableError$/, /^/, () => hint('unroutable')],
	[/^NackError$/, /^/, () => hint('refused')],
	[/^ReentrancyError$/, /^/, () => hint('reentrant')],
	[/^DuplicateConsumerTag$/, /^(.*)/, (_, tag) => hint('tagInUse', tag!)],
	[/^TypeError$/, /BlockingConnection.*unexpected keyword argument/, () => hint('parametersWanted')],
	[
		/^AttributeError$/,
		/'(?:str|dict|tuple)' object has no attribute 'connection_attempts'/,
		() => hint('parametersWanted')
	],
	[/^TypeError$/, /basic_consume\(\) got multiple values for argument 'queue'/, () => hint('consumeNow')],
	[/^TypeError$/, /queue must be a str .* but got <(?:function|bound method)/, () => hint('consumeNow')],
	[
		/^TypeError$/,
		/(\w+)\(\) got an unexpected keyword argument '(\w+)'/,
		(_, method, keyword) => keywordHint(method!, keyword!)
	],
	[
		/^TypeError$/,
		/queue_declare\(\) missing 1 required positional argument: 'queue'/,
		() => hint('queueNameWanted')
	],
	[
		/^TypeError$/,
		/(\w+)\(\) missing \d+ required positional arguments?: (.+)/,
		(_, method, names) => hint('argumentMissing', method!, names!.replaceAll("'", ''))
	],
	[
		/^TypeError$/,
		/(\w+)\(\) takes \d+ positional arguments? but [4-5] were given/,
		({ trace }, name) => (/callback\(/.test(trace) ? hint('callbackParameters', name!) : null)
	],
	[/^TypeError$/, /callback .* must be callable, but got/, () => hint('callbackCalled')],
	[
		/^(?:TypeError|AttributeError|KeyError)$/,
		/has no len\(\)|slice|'encode'/,
		({ trace }) => (/basic_publish/.test(trace) ? hint('bodyType') : null)
	],
	[
		/^TypeError$/,
		/\(not "bytes"\) to str|can't concat str to bytes|bytes is not JSON serializable|a bytes-like object is required/,
		() => hint('bytesBody')
	],
	[
		/^AssertionError$/,
		/A non-string value was supplied for self\.(\w+)/,
		(_, name) => hint('propertyText', name!)
	],
	[/^error$/, /required argument is not an integer/, () => hint('wholeNumber')],
	[/^AttributeError$/, /'Method' object has no attribute 'queue'/, () => hint('queueNameInMethod')],
	[
		/^AttributeError$/,
		/'NoneType' object has no attribute '(?:decode|delivery_tag)'/,
		() => hint('nothingThere')
	],
	[
		/^(?:NameError|UnboundLocalError)$/,
		/name '(\w+)' is not defined(?:.*Did you mean: '(\w+)')?/,
		(_, name, meant) => nameHint(name!, meant)
	],
	[/^ModuleNotFoundError$/, /No module named '_(?:multiprocessing|posixshmem)'/, () => hint('oneProcess')],
	[/^NotImplementedError$/, /lacks multiprocessing/, () => hint('oneProcess')],
	[/^OSError$/, /does not support processes|Function not implemented/, () => hint('oneProcess')],
	[/^(?:OSError|URLError)$/, /Network is unreachable/, () => hint('onlyTheBroker')],
	[
		/^AttributeError$/,
		/^module 'signal' has no attribute '(alarm|setitimer)'/,
		(_, name) => hint('noAlarm', name!)
	],
	[/^RuntimeError$/, /^can't start new thread$/, () => hint('noThread')],
	[/^ModuleNotFoundError$/, /No module named '(.+?)'/, (_, module) => hint('moduleMissing', module!)],
	[
		/^ImportError$/,
		/cannot import name '(\w+)' from '([\w.]+)'/,
		(_, name, module) => hint('nameNotInModule', name!, module!)
	],
	[
		/^AttributeError$/,
		/has no attribute '(\w+)'(?:.*Did you mean: '(\w+)')?/,
		(_, member, meant) => memberHint(member!, meant)
	],
	[
		/^IndexError$/,
		/^/,
		({ trace }) => (/sys\.argv|\bargv\[/.test(lastLine(trace)) ? hint('noArgumentGiven') : null)
	],
	[/^EOFError$/, /^/, () => hint('inputEnded')],
	[/^JSONDecodeError$/, /^/, () => hint('notJson')],
	[/^TabError$/, /^/, () => hint('tabsAndSpaces')],
	[/^IndentationError$/, /^/, () => hint('indentation')],
	[/^SyntaxError$/, /was never closed|unmatched|does not match opening/, () => hint('bracketOpen')],
	[/^SyntaxError$/, /unterminated/, () => hint('quoteOpen')],
	[/^SyntaxError$/, /expected ':'/, () => hint('colonMissing')],
	[/^SyntaxError$/, /Missing parentheses in call to 'print'/, () => hint('printStatement')],
	[/^SyntaxError$/, /^/, () => hint('syntax')]
];

/** Null when there is nothing to add to what Python says. */
export function explainPythonError(error: FinalError): Hint | null {
	for (const [name, message, tell] of rules) {
		const match = name.test(error.name) ? message.exec(error.message) : null;
		const found = match && tell(error, ...match.slice(1));
		if (found) return found;
	}
	return null;
}

/** Python writes `\'` in a text that holds both kinds of quotes. */
const unescaped = (message: string): string => message.replaceAll("\\'", "'");

function keywordHint(method: string, keyword: string): Hint {
	const modern = Object.hasOwn(RENAMED, keyword) ? RENAMED[keyword] : undefined;
	if (modern !== undefined && !(keyword === 'type' && method !== 'exchange_declare')) {
		return hint('keywordRenamed', method, keyword, modern);
	}
	if (GONE.includes(keyword)) return hint('keywordGone', method, keyword);
	const meant = nearest(keyword, KEYWORDS);
	return meant === undefined
		? hint('keywordUnknown', method, keyword)
		: hint('memberMisspelt', keyword, meant);
}

function nameHint(name: string, meant: string | undefined): Hint {
	if (STANDARD.includes(name)) return hint('importForgotten', name);
	return meant === undefined ? hint('nameUnknown', name) : hint('nameMisspelt', name, meant);
}

/** Names of another order or another time, and pika's. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
	declare_queue: 'queue_declare',
	declare_exchange: 'exchange_declare',
	bind_queue: 'queue_bind',
	delete_queue: 'queue_delete',
	publish: 'basic_publish',
	send: 'basic_publish',
	ack: 'basic_ack',
	nack: 'basic_nack',
	reject: 'basic_reject',
	get: 'basic_get',
	qos: 'basic_qos',
	cancel_consumer: 'basic_cancel',
	start_consume: 'start_consuming',
	create_channel: 'channel'
};

function memberHint(member: string, meant: string | undefined): Hint {
	const name = meant ?? (Object.hasOwn(OTHER_NAMES, member) ? OTHER_NAMES[member] : undefined);
	return name === undefined ? hint('memberUnknown', member) : hint('memberMisspelt', member, name);
}

/** The source line of the innermost frame, without the marks under it. */
function lastLine(trace: string): string {
	return trace.split('\n').findLast((line) => /^ {4}.*\w/.test(line)) ?? '';
}
