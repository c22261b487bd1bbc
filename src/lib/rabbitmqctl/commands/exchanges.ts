/** Exchanges and bindings. */
import type { BindingInfo, ExchangeInfo } from '../../broker';
import { checkedColumns, listing, type Columns } from '../columns';
import type { Behaviours } from '../command';
import { atom, Table } from '../terms';

const EXCHANGE_COLUMNS: Columns<ExchangeInfo> = {
	arguments: (exchange) => new Table(exchange.arguments),
	auto_delete: (exchange) => exchange.autoDelete,
	durable: (exchange) => exchange.durable,
	internal: (exchange) => exchange.internal,
	name: (exchange) => exchange.name,
	policy: (exchange) => exchange.policy,
	type: (exchange) => atom(exchange.type)
};

const BINDING_COLUMNS: Columns<BindingInfo> = {
	arguments: (binding) => new Table(binding.arguments),
	destination_kind: (binding) => atom(binding.destinationType),
	destination_name: (binding) => binding.destination,
	routing_key: (binding) => binding.routingKey,
	source_kind: () => atom('exchange'),
	source_name: (binding) => binding.source
};

const USUAL_BINDING_COLUMNS = [
	'source_name',
	'source_kind',
	'destination_name',
	'destination_kind',
	'routing_key',
	'arguments'
];

export const EXCHANGES: Behaviours = {
	list_exchanges: {
		words: [0, Infinity],
		validate: ({ words }) => checkedColumns(words, EXCHANGE_COLUMNS),
		banner: ({ vhost }) => `Listing exchanges for vhost ${vhost} ...`,
		run({ broker, words, vhost }) {
			const exchanges = broker.snapshot().exchanges.filter((exchange) => exchange.vhost === vhost);
			return { streamed: true, rows: listing(words, ['name', 'type'], EXCHANGE_COLUMNS, exchanges) };
		}
	},
	list_bindings: {
		words: [0, Infinity],
		validate: ({ words }) => checkedColumns(words, BINDING_COLUMNS),
		banner: ({ vhost }) => `Listing bindings for vhost ${vhost}...`,
		run({ broker, words, vhost }) {
			const bindings = broker.snapshot().bindings.filter((binding) => binding.vhost === vhost);
			return { streamed: true, rows: listing(words, USUAL_BINDING_COLUMNS, BINDING_COLUMNS, bindings) };
		}
	}
};
