/** The picture's words in English, for tests. */
import type { GraphLabels } from '../labels';

export const testLabels: GraphLabels = {
	figure: 'Live graph',
	defaultExchange: '(default)',
	producerLetter: 'P',
	consumerLetter: 'C',
	program: 'program',
	exchange: 'exchange',
	queue: 'queue',
	durable: 'durable',
	exclusive: 'exclusive',
	autoDelete: 'auto-delete',
	internal: 'internal',
	empty: 'empty',
	ready: (count) => `${count} ready`,
	unacked: (count) => `${count} unacked`,
	holds: (count, limit) => (limit === null ? `holds ${count}` : `holds ${count} of ${limit}`),
	waiting: 'waiting',
	exited: (code) => (code === null ? 'killed' : `exited ${code}`),
	rate: (perSecond) => `${perSecond}/s`,
	published: 'published',
	unroutable: 'unroutable',
	returned: 'returned',
	replied: 'replied',
	refused: 'refused',
	copies: 'copies',
	places: {
		acked: 'acked',
		autoAcked: 'auto-acked',
		ready: 'ready',
		unacked: 'unacked',
		deadLettered: 'dead-lettered',
		expired: 'expired',
		dropped: 'dropped'
	},
	columns: { node: 'Node', state: 'State', leadsTo: 'Leads to' },
	binding: (from, to, key) => (key === '' ? `${from} to ${to}` : `${from} to ${to}: ${key}`)
};
