import { lines, scenario } from '../script';

export const policies = [
	scenario(
		'policies are set, listed and cleared',
		...lines(`
			rabbitmqctl list_policies
			rabbitmqctl set_policy ttl '^t\\.' '{"message-ttl":1000}'
			rabbitmqctl list_policies
			rabbitmqctl set_policy --apply-to queues --priority 7 limits '.*' '{"max-length":10, "overflow":"reject-publish"}'
			rabbitmqctl set_policy ae '^x$' '{"alternate-exchange":"lost"}' --apply-to exchanges
			rabbitmqctl list_policies
			rabbitmqctl list_policies --formatter json
			rabbitmqctl list_policies --formatter pretty_table
			rabbitmqctl list_policies -p nope
			rabbitmqctl list_policies -s
			rabbitmqctl set_policy bad '.*' '{"foo":1}'
			rabbitmqctl set_policy bad '.*' '{"message-ttl":"a"}'
			rabbitmqctl set_policy bad '.*' '{}'
			rabbitmqctl set_policy bad '(' '{"message-ttl":1}'
			rabbitmqctl set_policy bad '.*' nojson
			rabbitmqctl set_policy bad '.*' "{'message-ttl':1}"
			rabbitmqctl set_policy bad '.*' '{"message-ttl":1}' --apply-to all-queues
			rabbitmqctl set_policy bad '.*' '{"message-ttl":1}' --priority high
			rabbitmqctl set_policy bad '.*' '[1]'
			rabbitmqctl set_policy bad '.*' '{"max-length":-1}'
			rabbitmqctl set_policy bad '.*' '{"ha-mode":"all"}'
			rabbitmqctl set_policy -p nope bad '.*' '{"message-ttl":1}'
			rabbitmqctl set_policy bad '.*'
			rabbitmqctl set_policy
			rabbitmqctl set_policy a b c d
			rabbitmqctl set_policy ttl '.*' {"message-ttl":1000}
			rabbitmqctl clear_policy ttl
			rabbitmqctl clear_policy nope
			rabbitmqctl clear_policy -p nope ttl
			rabbitmqctl clear_policy
			rabbitmqctl clear_policy a b
			rabbitmqctl list_policies
		`)
	),
	scenario(
		'operator policies',
		...lines(`
			rabbitmqctl list_operator_policies
			rabbitmqctl set_operator_policy op '.*' '{"max-length":10}'
			rabbitmqctl set_operator_policy --apply-to queues --priority 2 op2 '^q' '{"expires":60000}'
			rabbitmqctl list_operator_policies
			rabbitmqctl list_operator_policies --formatter json
			rabbitmqctl set_operator_policy bad '.*' '{"dead-letter-exchange":"x"}'
			rabbitmqctl set_operator_policy bad '.*' '{"max-length":"a"}'
			rabbitmqctl set_operator_policy -p nope bad '.*' '{"max-length":1}'
			rabbitmqctl set_operator_policy
			rabbitmqctl list_operator_policies -p nope
			rabbitmqctl clear_operator_policy op
			rabbitmqctl clear_operator_policy op
			rabbitmqctl clear_operator_policy
			rabbitmqctl list_operator_policies
		`)
	),
	scenario(
		'parameters',
		...lines(`
			rabbitmqctl list_parameters
			rabbitmqctl list_global_parameters
			rabbitmqctl set_parameter federation up '{"uri":"amqp://"}'
			rabbitmqctl set_parameter vhost-limits limits '{"max-queues":5}'
			rabbitmqctl list_parameters
			rabbitmqctl list_parameters --formatter json
			rabbitmqctl list_vhost_limits
			rabbitmqctl set_parameter vhost-limits limits nojson
			rabbitmqctl set_parameter -p nope vhost-limits limits '{"max-queues":5}'
			rabbitmqctl set_parameter policy p '{}'
			rabbitmqctl set_parameter
			rabbitmqctl list_parameters -p nope
			rabbitmqctl clear_parameter vhost-limits limits
			rabbitmqctl clear_parameter vhost-limits limits
			rabbitmqctl clear_parameter
			rabbitmqctl list_parameters
			rabbitmqctl set_global_parameter mqtt_default_vhosts '{"O=client":"/"}'
			rabbitmqctl set_global_parameter answer 42
			rabbitmqctl list_global_parameters
			rabbitmqctl list_global_parameters --formatter json
			rabbitmqctl set_global_parameter answer nojson
			rabbitmqctl set_global_parameter
			rabbitmqctl clear_global_parameter answer
			rabbitmqctl clear_global_parameter answer
			rabbitmqctl clear_global_parameter mqtt_default_vhosts
			rabbitmqctl clear_global_parameter
			rabbitmqctl list_global_parameters
		`)
	)
];
