/** How the broker introduces itself (C11, C12). */
import { longstr, type FieldTable, type FieldValue } from '../amqp';
import type { Profile } from './profile';

const CAPABILITIES = [
	'publisher_confirms',
	'exchange_exchange_bindings',
	'basic.nack',
	'consumer_cancel_notify',
	'connection.blocked',
	'consumer_priorities',
	'authentication_failure_close',
	'per_consumer_qos',
	'direct_reply_to'
];

const YES: FieldValue = { type: 'bool', value: true };

export function serverProperties(profile: Profile, clusterName: string): FieldTable {
	return [
		['capabilities', { type: 'table', value: CAPABILITIES.map((name) => [name, YES]) }],
		['cluster_name', longstr(clusterName)],
		['copyright', longstr('Copyright (c) 2007-2022 VMware, Inc. or its affiliates.')],
		['information', longstr('Licensed under the MPL 2.0. Website: https://rabbitmq.com')],
		['platform', longstr('Erlang/OTP 25.2.3')],
		['product', longstr('RabbitMQ')],
		['version', longstr(profile.version)]
	];
}
