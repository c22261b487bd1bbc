import { lines, scenario } from '../script';

export const answers = [
	scenario(
		'programs are told of success and failure by name',
		...lines(`
			rabbitmqctl add_user alice secret --formatter json
			rabbitmqctl add_user alice secret --formatter json
			rabbitmqctl -q add_user bob secret --formatter json
			rabbitmqctl set_user_tags alice administrator --formatter json
			rabbitmqctl set_user_tags nobody administrator --formatter json
			rabbitmqctl change_password nobody x --formatter json
			rabbitmqctl delete_user nobody --formatter json
			rabbitmqctl clear_password nobody --formatter json
			rabbitmqctl set_permissions nobody a b c --formatter json
			rabbitmqctl set_permissions -p nope alice a b c --formatter json
			rabbitmqctl clear_topic_permissions nobody --formatter json
			rabbitmqctl authenticate_user alice secret --formatter json
			rabbitmqctl authenticate_user alice secret --formatter csv
			rabbitmqctl add_vhost shop --formatter json
			rabbitmqctl delete_vhost nope --formatter json
			rabbitmqctl set_policy p x '{"max-length":3}' --formatter json
			rabbitmqctl clear_policy p --formatter=json
			rabbitmqctl set_vhost_limits '{"max-queues":3}' --formatter json
			rabbitmqctl list_vhost_limits --formatter csv
			rabbitmqctl trace_on --formatter json
			rabbitmqctl trace_on --formatter csv
			rabbitmqctl trace_off --formatter erlang
			rabbitmqctl close_all_connections bye --formatter json
			rabbitmqctl close_all_user_connections nobody bye --formatter json
			rabbitmqctl list_hashes --formatter json
			rabbitmqctl version --formatter json
			rabbitmqctl version --formatter csv
			rabbitmqctl version --formatter pretty_table
			rabbitmqctl stop_app --formatter json
			rabbitmqctl start_app --formatter json
		`)
	),
	scenario(
		"what is wrong is looked for in RabbitMQ's order",
		...lines(`
			rabbitmqctl set_parameter -p nope federation-upstream n 5
			rabbitmqctl set_parameter -p nope vhost-limits n 5
			rabbitmqctl set_parameter -p nope vhost-limits limits '{"max-queues":5}'
			rabbitmqctl clear_parameter -p nope policy n
			rabbitmqctl set_policy -p nope p '(' null
			rabbitmqctl set_policy -p nope p a '[{"a":[1,"x",true]}]'
			rabbitmqctl set_operator_policy -p nope p '(' 5
			rabbitmqctl set_policy -p nope p 'x)' '{"max-length":-1}'
			rabbitmqctl set_policy -p nope p x '{"max-length":1}'
			rabbitmqctl set_policy p 'a{2,1}' '{"max-length":1}'
			rabbitmqctl set_policy p 'a\\' '{"max-length":1}'
			rabbitmqctl set_permissions -p nope nobody '(' '.*' '.*'
			rabbitmqctl set_permissions nobody '.*' 'x)' '['
			rabbitmqctl set_permissions guest "it's(" '.*' '.*'
			rabbitmqctl set_permissions guest '李(' '.*' '.*'
			rabbitmqctl set_permissions guest '#{x}\\d(' '.*' '.*'
			rabbitmqctl set_topic_permissions nobody x 'say"(' '.*'
			rabbitmqctl set_topic_permissions nobody x '.*' '李('
			rabbitmqctl environment x
			rabbitmqctl list_ciphers x
			rabbitmqctl report x
		`)
	),
	scenario(
		'digits after a dash',
		...lines(`
			rabbitmqctl list_users -q5
			rabbitmqctl -qs5 list_users
			rabbitmqctl -q5=3 list_users
			rabbitmqctl list_users -qt5
			rabbitmqctl list_users -t=5
			rabbitmqctl list_queues -p5
			rabbitmqctl list_users -x5
			rabbitmqctl list_users -5
			rabbitmqctl list_users -5=3
			rabbitmqctl list_users -.5
			rabbitmqctl -5x
			rabbitmqctl set_disk_free_limit -1
			rabbitmqctl set_disk_free_limit -1GB
			rabbitmqctl set_vm_memory_high_watermark -1
			rabbitmq-plugins disable -q5
		`)
	),
	scenario(
		'queues that have no mirrors',
		async (clients) => {
			const channel = await clients();
			await channel.assertQueue('box');
			await channel.assertQueue('votes', { arguments: { 'x-queue-type': 'quorum' } });
			await channel.assertExchange('inner', 'direct', { internal: true });
			await channel.bindQueue('box', 'inner', 'a');
		},
		...lines(`
			rabbitmqctl sync_queue box
			rabbitmqctl sync_queue votes
			rabbitmqctl sync_queue nope
			rabbitmqctl cancel_sync_queue box
			rabbitmqctl cancel_sync_queue votes
			rabbitmqctl cancel_sync_queue box -p nope
			rabbitmqctl cancel_sync_queue box --formatter json
			rabbitmqctl export_definitions -
		`)
	)
];
