/** What RabbitMQ means by the text it closes a channel or a connection with. */
import { hint, type Hint } from './hint';

type Rule = readonly [RegExp, (...groups: string[]) => Hint];

/** In this order: the first that fits is taken. Groups are the names in the text. */
const rules: readonly Rule[] = [
	[/NOT_FOUND - no queue '(.*?)' in vhost/, (queue) => hint('queueMissing', queue!)],
	[/NOT_FOUND - no exchange '(.*?)' in vhost/, (exchange) => hint('exchangeMissing', exchange!)],
	[
		/inequivalent arg '(.+?)' for (queue|exchange) '(.*?)' in vhost '.*?': received (.+?) but current is (.+?)["']?\)?$/m,
		(argument, kind, name, received, current) =>
			hint('declaredOtherwise', kind!, name!, argument!, plainValue(received!), plainValue(current!))
	],
	[/invalid arg '(.+?)' for .*expected integer/, (argument) => hint('wantsNumber', argument!)],
	[/invalid arg '(.+?)' for .*value_negative/, (argument) => hint('negative', argument!)],
	[
		/invalid arg '(.+?)' for .*(?:max_value_exceeded|value_too_large),(\d+)/,
		(argument, value) => hint('tooLarge', argument!, value!)
	],
	[/routing_key_but_no_dlx_defined/, () => hint('keyWithoutExchange')],
	[/invalid arg '(.+?)' for /, (argument) => hint('invalidArgument', argument!)],
	[
		/invalid property '(.+?)' for queue '(.*?)' in vhost/,
		(property, queue) => hint('quorumProperty', queue!, property!)
	],
	[/Invalid x-match field value <<"(.*?)">>/, (value) => hint('headersMatch', value!)],
	[/invalid expiration '(.*?)':/, (value) => hint('expiration', value!)],
	[
		/user_id property set to '(.*?)' but authenticated user was '(.*?)'/,
		(claimed, actual) => hint('userId', claimed!, actual!)
	],
	[/(?:unknown|invalid) exchange type '(x-.+?)'/, (type) => hint('pluginType', type!)],
	[/(?:unknown|invalid) exchange type '(.*?)'/, (type) => hint('exchangeType', type!)],
	[/unknown delivery tag (\d+)/, (tag) => hint('unknownTag', tag!)],
	[/delivery acknowledgement on channel \d+ timed out/, () => hint('acknowledgementLate')],
	[/exclusive access to locked queue '(.*?)' in vhost/, (queue) => hint('lockedQueue', queue!)],
	[/queue '(.*?)' in vhost '.*?' in exclusive use/, (queue) => hint('exclusiveConsumer', queue!)],
	[/name '(.*?)' contains reserved prefix/, (name) => hint('reservedName', name!)],
	[/operation not permitted on the default exchange/, () => hint('defaultExchange')],
	[
		/access to (queue|exchange|topic) '(.*?)' in .*refused for user '(.*?)'/,
		(kind, name, user) => hint('notPermitted', kind!, name!, user!)
	],
	[/queue '(.*?)' in vhost '.*?' not empty/, (queue) => hint('notEmpty', queue!)],
	[/(queue|exchange) '(.*?)' in vhost '.*?' in use/, (kind, name) => hint('inUse', kind!, name!)],
	[/cannot switch from (?:confirm|tx) to/, () => hint('confirmsOrTransactions')],
	[/fast reply consumer does not exist/, () => hint('replyConsumer')],
	[/Login was refused/, () => hint('loginRefused')],
	[/NOT_ALLOWED - vhost (.*?) not found/, (vhost) => hint('vhostMissing', vhost!)],
	[/access to vhost '(.*?)' refused for user '(.*?)'/, (vhost, user) => hint('vhostRefused', vhost!, user!)],
	[/prefetch_size!=0 \((\d+)\)/, (size) => hint('prefetchSize', size!)],
	[/NOT_IMPLEMENTED - immediate=true/, () => hint('immediate')],
	[/NOT_IMPLEMENTED - /, () => hint('notImplemented')],
	[/CONNECTION_FORCED - /, () => hint('connectionForced')],
	[/(?:FRAME_ERROR|SYNTAX_ERROR|COMMAND_INVALID|CHANNEL_ERROR|UNEXPECTED_FRAME) - /, () => hint('badFrames')]
];

/** Null when the text says nothing that we know more of. */
export function explainBrokerError(message: string): Hint | null {
	for (const [pattern, tell] of rules) {
		const match = pattern.exec(message);
		if (match) return tell(...match.slice(1));
	}
	return null;
}

/** As RabbitMQ puts values: `'5'`, `none`, `the value 'x' of type 'longstr'`. The bare value; '' for none. */
function plainValue(text: string): string {
	return /^(?:the value )?'?(.*?)'?(?: of type '\w+')?$/.exec(text === 'none' ? '' : text)?.[1] ?? text;
}
