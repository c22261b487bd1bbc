/** What Node's and amqplib's own errors mean to somebody who wrote a program for RabbitMQ. */
import { explainBrokerError } from './broker-error';
import type { FinalError } from './final-error';
import { hint, type Hint } from './hint';

type Rule = readonly [message: RegExp, tell: (error: FinalError, ...groups: string[]) => Hint | null];

/** Methods of what only comes after `await`. */
const AWAITED = [
	...[
		'createChannel',
		'createConfirmChannel',
		'assertQueue',
		'checkQueue',
		'deleteQueue',
		'purgeQueue',
		'bindQueue'
	],
	...[
		'unbindQueue',
		'assertExchange',
		'checkExchange',
		'deleteExchange',
		'bindExchange',
		'unbindExchange',
		'publish'
	],
	...[
		'sendToQueue',
		'consume',
		'cancel',
		'get',
		'ack',
		'ackAll',
		'nack',
		'nackAll',
		'reject',
		'prefetch',
		'recover'
	],
	...['waitForConfirms', 'close', 'on', 'once']
];

/** Names from pika, other libraries or memory, and amqplib's. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
	declareQueue: 'assertQueue',
	queueDeclare: 'assertQueue',
	queue_declare: 'assertQueue',
	createQueue: 'assertQueue',
	declareExchange: 'assertExchange',
	exchangeDeclare: 'assertExchange',
	exchange_declare: 'assertExchange',
	createExchange: 'assertExchange',
	queueBind: 'bindQueue',
	queue_bind: 'bindQueue',
	basic_publish: 'publish',
	basicPublish: 'publish',
	send: 'sendToQueue',
	sendMessage: 'sendToQueue',
	basic_consume: 'consume',
	basicConsume: 'consume',
	basic_ack: 'ack',
	basicAck: 'ack',
	basic_qos: 'prefetch',
	setPrefetch: 'prefetch',
	channel: 'createChannel'
};

/** In this order: the first that fits and has something to say is taken. */
const rules: readonly Rule[] = [
	[/ with message "/, ({ message }) => explainBrokerError(message)],
	[/ECONNREFUSED/, () => hint('connectionRefused')],
	[/Expected amqp: or amqps: as the protocol/, () => hint('address')],
	[/Expected ConnectionOpenOk; got <ConnectionClose/, () => hint('vhostClosed')],
	[
		/^(?:Socket closed abruptly|Heartbeat timeout|Unexpected close|read ECONNRESET)/,
		() => hint('connectionLost')
	],
	[/^Connection clos/, () => hint('connectionClosed')],
	[/^Channel (?:closed|closing|ended)/, () => hint('channelClosed')],
	[/^message nacked/, () => hint('refused')],
	[/content is not a buffer/, () => hint('bufferWanted')],
	[/The first argument must be of type string or an instance of Buffer/, () => hint('bufferWanted')],
	[/Unknown consumer: /, () => hint('noCallback')],
	[/Field '(\w+)' is the wrong type; must be a (\w+)/, (_, field, type) => hint('fieldType', field!, type!)],
	[/^Cannot read properties of null \(reading '(?:content|fields|properties)'\)/, () => hint('cancelled')],
	[
		/^Cannot read properties of undefined \(reading '\w+'\)/,
		({ trace }) => (/\.content\b/.test(trace) ? hint('nothingThere') : null)
	],
	[/^(?:(\w+)\.)?(\w+) is not a function/, (_, value, method) => callHint(value, method!)],
	[/^(\w+) is not defined$/, (_, name) => (name === 'require' ? null : hint('nameUnknown', name!))],
	[/^require is not defined in ES module scope/, () => hint('requireInModule')],
	[/^Cannot use import statement outside a module/, () => hint('importOutside')],
	[/^await is only valid/, () => hint('awaitOutside')],
	[/^Cannot find (?:module|package) '(\.{0,2}\/.+?)'/, (_, file) => hint('fileMissing', file!)],
	[/^Cannot find (?:module|package) '(.+?)'/, (_, module) => hint('moduleMissing', module!)],
	[/^Assignment to constant variable/, () => hint('constantChanged')],
	[/^Identifier '(\w+)' has already been declared/, (_, name) => hint('declaredTwice', name!)],
	[/ in JSON at position|JSON input/, () => hint('notJson')],
	[/^missing \) after argument list|^Unexpected end of input/, () => hint('bracketOpen')],
	[
		/^Invalid or unexpected token|^Unterminated/,
		({ name }) => (name === 'SyntaxError' ? hint('quoteOpen') : null)
	],
	[/^/, ({ name }) => (name === 'SyntaxError' ? hint('syntax') : null)]
];

/** Null when there is nothing to add to what Node says. */
export function explainJavaScriptError(error: FinalError): Hint | null {
	for (const [message, tell] of rules) {
		const match = message.exec(error.message);
		const found = match && tell(error, ...match.slice(1));
		if (found) return found;
	}
	return null;
}

function callHint(value: string | undefined, method: string): Hint {
	if (value !== undefined && AWAITED.includes(method)) return hint('awaitForgotten', value, method);
	const name = Object.hasOwn(OTHER_NAMES, method) ? OTHER_NAMES[method] : undefined;
	return name === undefined ? hint('memberUnknown', method) : hint('memberMisspelt', method, name);
}
