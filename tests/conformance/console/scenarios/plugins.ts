import { lines, scenario } from '../script';

export const plugins = [
	scenario(
		'plugins are listed, enabled and disabled',
		...lines(`
			rabbitmq-plugins list
			rabbitmq-plugins list -e -m
			rabbitmq-plugins list -m
			rabbitmq-plugins list management
			rabbitmq-plugins enable rabbitmq_consistent_hash_exchange
			rabbitmq-plugins list -e -m
			rabbitmq-plugins list -E -m
			rabbitmq-plugins list hash
			rabbitmq-plugins enable rabbitmq_consistent_hash_exchange
			rabbitmq-plugins enable no_such_plugin
			rabbitmq-plugins enable rabbitmq_consistent_hash_exchange no_such_plugin
			rabbitmq-plugins enable rabbitmq-management
			rabbitmq-plugins enable
			rabbitmq-plugins is_enabled rabbitmq_consistent_hash_exchange
			rabbitmq-plugins is_enabled rabbitmq_top
			rabbitmq-plugins is_enabled rabbitmq_top rabbitmq_tracing
			rabbitmq-plugins is_enabled no_such_plugin
			rabbitmq-plugins is_enabled
			rabbitmq-plugins enable rabbitmq_management
			rabbitmq-plugins list -e
			rabbitmq-plugins list -E
			rabbitmq-plugins list -e -m
			rabbitmq-plugins list -v management_agent
			rabbitmq-plugins list -E -m
			rabbitmq-plugins list --formatter json -m -e
			rabbitmq-plugins list --formatter json hash
			rabbitmq-plugins -q list hash
			rabbitmq-plugins list -s hash
			rabbitmq-plugins disable rabbitmq_web_dispatch
			rabbitmq-plugins list -e -m
			rabbitmq-plugins disable rabbitmq_management
			rabbitmq-plugins disable no_such_plugin
			rabbitmq-plugins disable
			rabbitmq-plugins disable rabbitmq_consistent_hash_exchange
			rabbitmq-plugins disable rabbitmq_consistent_hash_exchange
			rabbitmq-plugins set rabbitmq_top rabbitmq_consistent_hash_exchange
			rabbitmq-plugins list -e -m
			rabbitmq-plugins -q enable rabbitmq_tracing
			rabbitmq-plugins set rabbitmq_event_exchange rabbitmq_top
			rabbitmq-plugins set rabbitmq_event_exchange rabbitmq_top
			rabbitmq-plugins set rabbitmq_top
			rabbitmq-plugins disable rabbitmq_top rabbitmq_random_exchange
			rabbitmq-plugins list -v hash
			rabbitmq-plugins list '('
			rabbitmq-plugins list nomatch
			rabbitmq-plugins list -m nomatch
			rabbitmq-plugins enable rabbitmq_top rabbitmq_stream
			rabbitmq-plugins disable --all
			rabbitmq-plugins list -e -m
			rabbitmq-plugins enable --all extra
			rabbitmq-plugins set
			rabbitmq-plugins list --offline hash
			rabbitmq-plugins enable --online --offline rabbitmq_top
		`)
	),
	scenario(
		'rabbitmq-plugins: help and mistakes',
		...lines(`
			rabbitmq-plugins
			rabbitmq-plugins help
			rabbitmq-plugins help enable
			rabbitmq-plugins help list
			rabbitmq-plugins enabel rabbitmq_management
			rabbitmq-plugins lst
			rabbitmq-plugins list_queues
			rabbitmq-plugins frobnicate
			rabbitmq-plugins list --foo
			rabbitmq-plugins list a b
			rabbitmq-plugins version
		`)
	)
];
