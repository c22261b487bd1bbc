/** The plugins a node comes with, which of them run, and what they need. Few change what the broker can do. */

import { OperatorError } from './operator-error';

export interface PluginInfo {
	/** What it says of itself. */
	readonly description: string;
	/** The plugins it needs. */
	readonly needs: readonly string[];
}

const KNOWN: ReadonlyMap<string, PluginInfo> = new Map(
	(
		[
			['rabbitmq_amqp1_0', 'AMQP 1.0 support for RabbitMQ'],
			['rabbitmq_auth_backend_cache', 'RabbitMQ Authentication Backend cache'],
			['rabbitmq_auth_backend_http', 'RabbitMQ HTTP Authentication Backend'],
			['rabbitmq_auth_backend_ldap', 'RabbitMQ LDAP Authentication Backend'],
			['rabbitmq_auth_backend_oauth2', 'OAuth 2 and JWT-based AuthN and AuthZ backend'],
			['rabbitmq_auth_mechanism_ssl', 'RabbitMQ SSL authentication (SASL EXTERNAL)'],
			['rabbitmq_consistent_hash_exchange', 'Consistent Hash Exchange Type'],
			['rabbitmq_event_exchange', 'Event Exchange Type'],
			['rabbitmq_federation', 'RabbitMQ Federation'],
			[
				'rabbitmq_federation_management',
				'RabbitMQ Federation Management',
				'rabbitmq_federation',
				'rabbitmq_management'
			],
			['rabbitmq_jms_topic_exchange', 'RabbitMQ JMS topic selector exchange plugin'],
			[
				'rabbitmq_management',
				'RabbitMQ Management Console',
				'rabbitmq_management_agent',
				'rabbitmq_web_dispatch'
			],
			['rabbitmq_management_agent', 'RabbitMQ Management Agent'],
			['rabbitmq_mqtt', 'RabbitMQ MQTT Adapter'],
			[
				'rabbitmq_peer_discovery_aws',
				'AWS-based RabbitMQ peer discovery backend',
				'rabbitmq_peer_discovery_common'
			],
			['rabbitmq_peer_discovery_common', 'Modules shared by various peer discovery backends'],
			[
				'rabbitmq_peer_discovery_consul',
				'Consult-based RabbitMQ peer discovery backend',
				'rabbitmq_peer_discovery_common'
			],
			[
				'rabbitmq_peer_discovery_etcd',
				'etcd-based RabbitMQ peer discovery backend',
				'rabbitmq_peer_discovery_common'
			],
			[
				'rabbitmq_peer_discovery_k8s',
				'Kubernetes-based RabbitMQ peer discovery backend',
				'rabbitmq_peer_discovery_common'
			],
			['rabbitmq_prometheus', '', 'rabbitmq_management_agent', 'rabbitmq_web_dispatch'],
			['rabbitmq_random_exchange', 'RabbitMQ Random Exchange'],
			['rabbitmq_recent_history_exchange', 'RabbitMQ Recent History Exchange'],
			['rabbitmq_sharding', 'RabbitMQ Sharding Plugin'],
			['rabbitmq_shovel', 'Data Shovel for RabbitMQ'],
			[
				'rabbitmq_shovel_management',
				'Management extension for the Shovel plugin',
				'rabbitmq_management',
				'rabbitmq_shovel'
			],
			['rabbitmq_stomp', 'RabbitMQ STOMP plugin'],
			['rabbitmq_stream', 'RabbitMQ Stream'],
			['rabbitmq_stream_management', 'RabbitMQ Stream Management', 'rabbitmq_management', 'rabbitmq_stream'],
			['rabbitmq_top', 'RabbitMQ Top', 'rabbitmq_management'],
			['rabbitmq_tracing', 'RabbitMQ message logging / tracing', 'rabbitmq_management'],
			['rabbitmq_trust_store', 'Client X.509 certificates trust store'],
			['rabbitmq_web_dispatch', 'RabbitMQ Web Dispatcher'],
			['rabbitmq_web_mqtt', 'RabbitMQ MQTT-over-WebSockets adapter', 'rabbitmq_mqtt'],
			[
				'rabbitmq_web_mqtt_examples',
				'Rabbit WEB-MQTT - examples',
				'rabbitmq_web_dispatch',
				'rabbitmq_web_mqtt'
			],
			['rabbitmq_web_stomp', 'RabbitMQ STOMP-over-WebSockets support', 'rabbitmq_stomp'],
			[
				'rabbitmq_web_stomp_examples',
				'Rabbit WEB-STOMP - examples',
				'rabbitmq_web_dispatch',
				'rabbitmq_web_stomp'
			]
		] as const
	).map(([name, description, ...needs]) => [name, { description, needs }])
);

/** The plugin with all it needs, and what those need. */
function closure(name: string): string[] {
	return [name, ...KNOWN.get(name)!.needs.flatMap(closure)];
}

export class Plugins {
	/** Enabled by name. */
	readonly #explicit = new Set<string>();

	/** All there are, sorted. */
	get known(): readonly string[] {
		return [...KNOWN.keys()];
	}

	/** Null for a plugin that is none. */
	info(name: string): PluginInfo | null {
		return KNOWN.get(name) ?? null;
	}

	/** Enables a plugin with what it needs; returns those newly running. Throws OperatorError `no-such-plugin`. */
	enable(name: string): string[] {
		if (!KNOWN.has(name)) throw new OperatorError('no-such-plugin', `no plugin ${name}`);
		const before = new Set(this.running);
		this.#explicit.add(name);
		return this.running.filter((plugin) => !before.has(plugin));
	}

	/** Disables a plugin, those that need it, and what nobody else needs; returns those stopped. */
	disable(name: string): string[] {
		const before = this.running;
		for (const plugin of [...this.#explicit])
			if (closure(plugin).includes(name)) this.#explicit.delete(plugin);
		return before.filter((plugin) => !this.isRunning(plugin));
	}

	isExplicit(name: string): boolean {
		return this.#explicit.has(name);
	}

	isRunning(name: string): boolean {
		return this.running.includes(name);
	}

	/** Enabled by name or needed, sorted. */
	get running(): string[] {
		return [...new Set([...this.#explicit].flatMap(closure))].sort();
	}
}
