/**
 * Words that are atoms of RabbitMQ's runtime. To a type that is one it says that it is invalid, to others that it is
 * unknown (H46). It has 43,597 of them; these are those of a 3.10.8 that somebody might take for an exchange type.
 */
const WORDS = `
	a ae alert all alternative amqp any auto b bad bar basic bind binding bindings body broadcast c channel
	channels classic client cluster connection consistent consumer consumers content copy critical d data
	dead debug default delay destination disk dlx durable e email empty error errors event events every
	exchange exchanges exclusive external f false federation filter first foo forward g get global h hash
	header hello history http i in info input internal invalid j job json k key keys kind l last lazy link
	list local log logger m mail main map master match memory message messages missing mode msg multi
	multicast multiple n name names new news nil node nodes none normal nothing null old one order orders
	other out output p passive pattern persistent pipe plain primary priorities priority private public
	publish publishers put q queue queued queues quorum r rabbit rabbitmq random receive regex regexp remote
	reply request requests response route rpc s sample schedule select send server service services set
	simple single slave source standard star stream string sub subscribe subscribers switch system t tcp
	temporary test testing text time timer transient true ttl type types u udp undefined unknown user users
	v w warn warning wildcard work worker workers world x xml y z
`;

const known: ReadonlySet<string> = new Set(WORDS.split(/\s+/));

/** Whether RabbitMQ has the word as an atom; the empty one is. */
export function isKnownWord(word: string): boolean {
	return known.has(word);
}
