import { lines, scenario } from '../script';

export const vhosts = [
	scenario(
		'virtual hosts come and go',
		...lines(`
			rabbitmqctl list_vhosts
			rabbitmqctl add_vhost v1
			rabbitmqctl add_vhost v1
			rabbitmqctl add_vhost v2 --description 'For tests' --tags qa,staging
			rabbitmqctl add_vhost v3 --default-queue-type quorum
			rabbitmqctl add_vhost v4 --default-queue-type bogus
			rabbitmqctl list_vhosts
			rabbitmqctl list_vhosts name tracing
			rabbitmqctl list_vhosts name description tags default_queue_type
			rabbitmqctl list_vhosts name tags --formatter json
			rabbitmqctl list_vhosts name cluster_state
			rabbitmqctl list_vhosts bogus
			rabbitmqctl list_vhosts --formatter json
			rabbitmqctl list_vhosts -q
			rabbitmqctl list_vhosts -s
			rabbitmqctl list_vhosts --no-table-headers
			rabbitmqctl set_vhost_tags v1 one two
			rabbitmqctl set_vhost_tags nope one
			rabbitmqctl set_vhost_tags
			rabbitmqctl list_vhosts name tags
			rabbitmqctl trace_on -p v1
			rabbitmqctl list_vhosts name tracing
			rabbitmqctl trace_off -p v1
			rabbitmqctl trace_on -p nope
			rabbitmqctl restart_vhost -p v1
			rabbitmqctl restart_vhost -p nope
			rabbitmqctl delete_vhost v2
			rabbitmqctl delete_vhost v2
			rabbitmqctl delete_vhost
			rabbitmqctl delete_vhost a b
			rabbitmqctl add_vhost
			rabbitmqctl add_vhost a b
			rabbitmqctl add_vhost ''
			rabbitmqctl list_vhosts
		`)
	),
	scenario(
		'limits of virtual hosts',
		...lines(`
			rabbitmqctl list_vhost_limits
			rabbitmqctl add_vhost v1
			rabbitmqctl set_vhost_limits -p v1 '{"max-queues":1}'
			rabbitmqctl list_vhost_limits -p v1
			rabbitmqctl list_vhost_limits
			rabbitmqctl list_vhost_limits --global
			rabbitmqctl list_vhost_limits --global --formatter json
			rabbitmqctl set_vhost_limits -p v1 '{"max-connections":0,"max-queues":-1}'
			rabbitmqctl list_vhost_limits -p v1
			rabbitmqctl set_vhost_limits -p v1 '{"max-queues":"x"}'
			rabbitmqctl set_vhost_limits -p v1 '{"bogus":1}'
			rabbitmqctl set_vhost_limits -p v1 nojson
			rabbitmqctl set_vhost_limits -p nope '{"max-queues":1}'
			rabbitmqctl set_vhost_limits v1 '{"max-queues":1}'
			rabbitmqctl set_vhost_limits
			rabbitmqctl list_vhost_limits -p nope
			rabbitmqctl clear_vhost_limits -p v1
			rabbitmqctl clear_vhost_limits -p v1
			rabbitmqctl clear_vhost_limits -p nope
			rabbitmqctl list_vhost_limits -p v1
		`)
	),
	scenario(
		'limits that are none',
		...lines(`
			rabbitmqctl list_vhost_limits --formatter json
			rabbitmqctl set_vhost_limits '{}'
			rabbitmqctl list_vhost_limits
			rabbitmqctl list_vhost_limits --formatter json
			rabbitmqctl list_vhost_limits --global
			rabbitmqctl list_vhost_limits --global --formatter json
			rabbitmqctl list_parameters
			rabbitmqctl list_parameters --formatter json
			rabbitmqctl -q export_definitions -
			rabbitmqctl set_vhost_limits 5
			rabbitmqctl set_vhost_limits '[]'
			rabbitmqctl set_vhost_limits '"x"'
			rabbitmqctl set_user_limits guest 5
			rabbitmqctl set_user_limits guest '[]'
			rabbitmqctl set_user_limits guest '{}'
			rabbitmqctl list_user_limits
			rabbitmqctl list_user_limits --global
			rabbitmqctl clear_vhost_limits
			rabbitmqctl list_vhost_limits --global
			rabbitmqctl list_vhost_limits --global --formatter json
		`)
	)
];
