/**
 * What may be said under an error: a topic and the names it is about. The words are the page's, in the reader's
 * language; here is what they have to cover. All values are text from programs, never HTML.
 */

/** Either kind of thing that is declared. */
export type Declared = 'queue' | 'exchange';

/** A sentence or two for each topic. What stands between backticks is code. */
export interface HintWords {
	// What the broker refuses.
	queueMissing(queue: string): string;
	exchangeMissing(exchange: string): string;
	/** `received` or `current` is '' when the argument isn't there on that side. */
	declaredOtherwise(kind: string, name: string, argument: string, received: string, current: string): string;
	wantsNumber(argument: string): string;
	negative(argument: string): string;
	tooLarge(argument: string, value: string): string;
	invalidArgument(argument: string): string;
	keyWithoutExchange(): string;
	quorumProperty(queue: string, property: string): string;
	headersMatch(value: string): string;
	expiration(value: string): string;
	userId(claimed: string, actual: string): string;
	exchangeType(type: string): string;
	pluginType(type: string): string;
	unknownTag(tag: string): string;
	acknowledgementLate(): string;
	lockedQueue(queue: string): string;
	exclusiveConsumer(queue: string): string;
	reservedName(name: string): string;
	defaultExchange(): string;
	notPermitted(kind: string, name: string, user: string): string;
	notEmpty(queue: string): string;
	inUse(kind: string, name: string): string;
	confirmsOrTransactions(): string;
	replyConsumer(): string;
	loginRefused(): string;
	vhostMissing(vhost: string): string;
	vhostRefused(vhost: string, user: string): string;
	vhostClosed(): string;
	prefetchSize(count: string): string;
	immediate(): string;
	notImplemented(): string;
	connectionForced(): string;
	badFrames(): string;
	// What the clients find.
	connectionRefused(): string;
	address(): string;
	connectionLost(): string;
	channelClosed(): string;
	connectionClosed(): string;
	unroutable(): string;
	refused(): string;
	reentrant(): string;
	tagInUse(tag: string): string;
	cancelled(): string;
	nothingThere(): string;
	// pika.
	keywordRenamed(method: string, old: string, modern: string): string;
	keywordGone(method: string, keyword: string): string;
	keywordUnknown(method: string, keyword: string): string;
	consumeNow(): string;
	queueNameWanted(): string;
	queueNameInMethod(): string;
	parametersWanted(): string;
	callbackParameters(name: string): string;
	callbackCalled(): string;
	bodyType(): string;
	bytesBody(): string;
	propertyText(property: string): string;
	wholeNumber(): string;
	oneProcess(): string;
	onlyTheBroker(): string;
	noAlarm(name: string): string;
	noThread(): string;
	// amqplib.
	bufferWanted(): string;
	awaitForgotten(value: string, method: string): string;
	awaitOutside(): string;
	importOutside(): string;
	requireInModule(): string;
	noCallback(): string;
	fieldType(field: string, type: string): string;
	constantChanged(): string;
	declaredTwice(name: string): string;
	// Either language.
	argumentMissing(method: string, names: string): string;
	nameUnknown(name: string): string;
	nameMisspelt(name: string, meant: string): string;
	importForgotten(module: string): string;
	moduleMissing(module: string): string;
	fileMissing(file: string): string;
	nameNotInModule(name: string, module: string): string;
	memberUnknown(member: string): string;
	memberMisspelt(member: string, meant: string): string;
	noArgumentGiven(): string;
	inputEnded(): string;
	notJson(): string;
	indentation(): string;
	tabsAndSpaces(): string;
	bracketOpen(): string;
	quoteOpen(): string;
	colonMissing(): string;
	printStatement(): string;
	syntax(): string;
}

export type HintTopic = keyof HintWords;

/** What to say, with the values that the topic's words take. */
export type Hint = {
	readonly [Topic in HintTopic]: { readonly topic: Topic; readonly values: Parameters<HintWords[Topic]> };
}[HintTopic];

/** Makes a hint. */
export function hint<Topic extends HintTopic>(topic: Topic, ...values: Parameters<HintWords[Topic]>): Hint {
	return { topic, values } as Hint;
}

/** The hint in words. */
export function hintText({ topic, values }: Hint, words: HintWords): string {
	return (words[topic] as (...values: string[]) => string)(...values);
}

/** Address of the lesson that explains a topic. It need not be written yet. */
export const lessonOf: Readonly<Partial<Record<HintTopic, string>>> = {
	queueMissing: 'hello',
	exchangeMissing: 'routing',
	declaredOtherwise: 'channel-errors',
	keyWithoutExchange: 'dead-letter-exchange',
	headersMatch: 'headers',
	expiration: 'message-properties',
	userId: 'message-properties',
	exchangeType: 'routing',
	pluginType: 'consistent-hashing',
	unknownTag: 'accept-and-reject',
	lockedQueue: 'channel-errors',
	defaultExchange: 'hello',
	notPermitted: 'permissions',
	loginRefused: 'permissions',
	vhostMissing: 'permissions',
	vhostRefused: 'permissions',
	vhostClosed: 'permissions',
	channelClosed: 'channel-errors',
	unroutable: 'publisher-confirms',
	refused: 'publisher-confirms'
};
