import { lines, scenario } from '../script';

export const mistakes = [
	scenario(
		'commands that are none',
		...lines(`
			rabbitmqctl
			rabbitmqctl ''
			rabbitmqctl frobnicate
			rabbitmqctl list_queue
			rabbitmqctl list_user
			rabbitmqctl add-user a b
			rabbitmqctl adduser a b
			rabbitmqctl set_permission a b c d
			rabbitmqctl delete_exchange x
			rabbitmqctl declare_queue x
			rabbitmqctl publish
			rabbitmqctl rabbitmqctl list_queues
			rabbitmqctl sudo rabbitmqctl list_queues
			rabbitmqctl LIST_QUEUES
			rabbitmqctl user_add
			rabbitmqctl usr
			rabbitmqctl x
			rabbitmqctl start
			rabbitmqctl restart
			rabbitmqctl list
			rabbitmqctl enable rabbitmq_management
			rabbitmqctl cluster_stats
			rabbitmqctl --foo
			rabbitmqctl -p
			rabbitmqctl -p v1
			rabbitmqctl --foo list_queues
			rabbitmqctl list_queues --foo bar
			rabbitmqctl list_queues --foo=bar --baz
			rabbitmqctl list_queues -z
			rabbitmqctl list_queues -qs name
			rabbitmqctl list_queues -- name
			rabbitmqctl -- list_queues name
			rabbitmqctl list_queues --no-quiet name
			rabbitmqctl list_queues --no-vhost name
			rabbitmqctl list_queues --quiet=true name
			rabbitmqctl list_queues --quiet=false name
			rabbitmqctl list_queues --quiet=abc name
			rabbitmqctl list_queues --table_headers name
			rabbitmqctl list_queues -p / -p nope name
			rabbitmqctl -n nowhere@localhost list_queues
			rabbitmqctl list_users --priority 3
			rabbitmqctl list_users --apply-to queues
			rabbitmqctl list_users --dry-run
			rabbitmqctl add_user dry run --dry-run
			rabbitmqctl list_users
		`)
	),
	scenario(
		'help',
		...lines(`
			rabbitmqctl help
			rabbitmqctl --help
			rabbitmqctl -?
			rabbitmqctl help list_queues
			rabbitmqctl list_queues --help
			rabbitmqctl add_user --help
			rabbitmqctl add_user a b c d --help
			rabbitmqctl help nope
			rabbitmqctl help list_queue
			rabbitmqctl help a b
			rabbitmqctl help --list-commands
			rabbitmqctl help set_policy
			rabbitmqctl help eval
			rabbitmqctl help help
			rabbitmqctl --help list_queues
			rabbitmqctl nope --help
			rabbitmqctl -h
		`)
	)
];
