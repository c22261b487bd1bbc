import { lines, scenario } from '../script';

export const users = [
	scenario(
		'users come, change and go',
		...lines(`
			rabbitmqctl list_users
			rabbitmqctl add_user alice s3cret
			rabbitmqctl add_user alice other
			rabbitmqctl list_users
			rabbitmqctl set_user_tags alice management policymaker
			rabbitmqctl set_user_tags alice administrator
			rabbitmqctl list_users
			rabbitmqctl set_user_tags alice management,policymaker
			rabbitmqctl list_users
			rabbitmqctl set_user_tags alice
			rabbitmqctl list_users
			rabbitmqctl authenticate_user alice s3cret
			rabbitmqctl authenticate_user alice wrong
			rabbitmqctl change_password alice other
			rabbitmqctl authenticate_user alice other
			rabbitmqctl authenticate_user nobody other
			rabbitmqctl clear_password alice
			rabbitmqctl authenticate_user alice ''
			rabbitmqctl authenticate_user alice other
			rabbitmqctl delete_user alice
			rabbitmqctl delete_user alice
			rabbitmqctl change_password alice x
			rabbitmqctl set_user_tags alice management
			rabbitmqctl clear_password alice
			rabbitmqctl list_users
		`)
	),
	scenario(
		'users: arguments that are missing, too many or strange',
		...lines(`
			rabbitmqctl add_user
			rabbitmqctl add_user a b c
			rabbitmqctl add_user '' x
			rabbitmqctl add_user 'two words' 'a b'
			rabbitmqctl add_user "quo\\"te" "x"
			rabbitmqctl add_user üser pässword
			rabbitmqctl authenticate_user üser pässword
			rabbitmqctl list_users
			rabbitmqctl -q list_users
			rabbitmqctl list_users --formatter json
			rabbitmqctl delete_user
			rabbitmqctl delete_user a b
			rabbitmqctl set_user_tags
			rabbitmqctl change_password
			rabbitmqctl change_password a b c
			rabbitmqctl clear_password
			rabbitmqctl authenticate_user
			rabbitmqctl list_users extra
			rabbitmqctl add_user -q quiet pw
			rabbitmqctl -s add_user silent pw
			rabbitmqctl --quiet add_user quiet pw
			rabbitmqctl delete_user quiet -q
			rabbitmqctl add_user carol --vhost / secret
			rabbitmqctl list_users -p nope
		`)
	),
	scenario(
		'permissions of users',
		...lines(`
			rabbitmqctl list_permissions
			rabbitmqctl add_user alice a
			rabbitmqctl add_vhost v1
			rabbitmqctl list_permissions -p v1
			rabbitmqctl set_permissions -p v1 alice '^alice-.*' '.*' '.*'
			rabbitmqctl set_permissions -p v1 guest '' '' ''
			rabbitmqctl list_permissions -p v1
			rabbitmqctl list_permissions --vhost v1 --formatter json
			rabbitmqctl list_permissions --vhost v1 --formatter csv
			rabbitmqctl list_permissions --vhost v1 --formatter pretty_table
			rabbitmqctl list_permissions --vhost v1 --formatter table
			rabbitmqctl list_permissions --vhost v1 --formatter erlang
			rabbitmqctl list_permissions -q -p v1
			rabbitmqctl list_permissions -s -p v1
			rabbitmqctl list_permissions --no-table-headers -p v1
			rabbitmqctl set_permissions alice '.*' '.*' '.*'
			rabbitmqctl list_user_permissions alice
			rabbitmqctl list_user_permissions alice --formatter json
			rabbitmqctl list_user_permissions nobody
			rabbitmqctl list_user_permissions
			rabbitmqctl list_permissions -p nope
			rabbitmqctl list_permissions v1
			rabbitmqctl set_permissions -p nope alice '.*' '.*' '.*'
			rabbitmqctl set_permissions -p v1 nobody '.*' '.*' '.*'
			rabbitmqctl set_permissions -p v1 alice '*' '.*' '.*'
			rabbitmqctl set_permissions -p v1 alice '(' '.*' '.*'
			rabbitmqctl set_permissions -p v1 alice '.*'
			rabbitmqctl set_permissions alice
			rabbitmqctl set_permissions
			rabbitmqctl set_permissions v1 alice '.*' '.*' '.*'
			rabbitmqctl clear_permissions -p v1 alice
			rabbitmqctl clear_permissions -p v1 alice
			rabbitmqctl clear_permissions -p nope alice
			rabbitmqctl clear_permissions nobody
			rabbitmqctl clear_permissions
			rabbitmqctl list_permissions -p v1
		`)
	),
	scenario(
		'topic permissions',
		...lines(`
			rabbitmqctl list_topic_permissions
			rabbitmqctl add_user alice a
			rabbitmqctl add_vhost v1
			rabbitmqctl set_topic_permissions -p v1 alice amq.topic '^{username}\\.' '.*'
			rabbitmqctl set_topic_permissions -p v1 alice logs '' '.*'
			rabbitmqctl list_topic_permissions -p v1
			rabbitmqctl list_topic_permissions -p v1 --formatter json
			rabbitmqctl list_user_topic_permissions alice
			rabbitmqctl list_user_topic_permissions guest
			rabbitmqctl list_user_topic_permissions nobody
			rabbitmqctl list_user_topic_permissions
			rabbitmqctl list_topic_permissions -p nope
			rabbitmqctl set_topic_permissions -p v1 nobody amq.topic a b
			rabbitmqctl set_topic_permissions -p nope alice amq.topic a b
			rabbitmqctl set_topic_permissions -p v1 alice amq.topic '*' b
			rabbitmqctl set_topic_permissions -p v1 alice amq.topic
			rabbitmqctl clear_topic_permissions -p v1 alice logs
			rabbitmqctl list_topic_permissions -p v1
			rabbitmqctl clear_topic_permissions -p v1 alice
			rabbitmqctl clear_topic_permissions -p v1 nobody
			rabbitmqctl clear_topic_permissions -p nope alice
			rabbitmqctl clear_topic_permissions
			rabbitmqctl list_topic_permissions -p v1
		`)
	),
	scenario(
		'limits of users',
		...lines(`
			rabbitmqctl list_user_limits
			rabbitmqctl add_user alice a
			rabbitmqctl set_user_limits alice '{"max-connections":3,"max-channels":2}'
			rabbitmqctl list_user_limits --user alice
			rabbitmqctl list_user_limits
			rabbitmqctl list_user_limits --global
			rabbitmqctl list_user_limits --user alice --formatter json
			rabbitmqctl set_user_limits alice '{"max-channels":9}'
			rabbitmqctl list_user_limits --user alice
			rabbitmqctl set_user_limits alice '{"max-channels":"x"}'
			rabbitmqctl set_user_limits alice '{"bogus":1}'
			rabbitmqctl set_user_limits alice nojson
			rabbitmqctl set_user_limits nobody '{"max-channels":2}'
			rabbitmqctl set_user_limits alice
			rabbitmqctl list_user_limits --user nobody
			rabbitmqctl clear_user_limits alice max-channels
			rabbitmqctl list_user_limits --user alice
			rabbitmqctl clear_user_limits alice all
			rabbitmqctl clear_user_limits alice
			rabbitmqctl clear_user_limits nobody all
			rabbitmqctl list_user_limits --user alice
		`)
	)
];
