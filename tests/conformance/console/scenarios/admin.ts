import { lines, scenario } from '../script';

const PLUGIN = 'rabbitmq-plugins -q enable rabbitmq_management';

export const admin = [
	scenario(
		'rabbitmqadmin without the management plugin, and lines it does not take',
		...lines(`
			rabbitmqadmin list queues
			rabbitmqadmin declare queue name=q
			rabbitmqadmin --version
			rabbitmqadmin
			rabbitmqadmin frobnicate
			rabbitmqadmin declare
			rabbitmqadmin declare shop name=x
			rabbitmqadmin declare queue
			rabbitmqadmin declare queue nonsense
			rabbitmqadmin declare queue name=q colour=red
			rabbitmqadmin declare queue name=q arguments=nojson
			rabbitmqadmin declare user name=alice tags=management
			rabbitmqadmin list shops
			rabbitmqadmin show nothing
			rabbitmqadmin publish payload=y
			rabbitmqadmin get count=2
			rabbitmqadmin purge queue
			rabbitmqadmin delete binding source=a destination=b
			rabbitmqadmin export
			rabbitmqadmin help
			rabbitmqadmin --help
			rabbitmqadmin help subcommands
			rabbitmqadmin help config
			rabbitmqadmin help nope
			rabbitmqadmin --foo list queues
			rabbitmqadmin list queues -V
			rabbitmqadmin --v list queues
			rabbitmqadmin --request-timeout=x list queues
		`)
	),
	scenario(
		'rabbitmqadmin declares, lists and deletes',
		PLUGIN,
		...lines(`
			rabbitmqadmin list queues
			rabbitmqadmin declare exchange name=orders type=topic
			rabbitmqadmin declare queue name=invoices durable=true
			rabbitmqadmin declare queue name=invoices durable=true
			rabbitmqadmin declare queue name=limited arguments='{"x-max-length":10}' durable=false
			rabbitmqadmin declare binding source=orders destination=invoices routing_key=order.paid
			rabbitmqadmin declare binding source=orders destination=limited
			rabbitmqadmin list queues
			rabbitmqadmin declare queue name=votes queue_type=quorum
			rabbitmqadmin list queues name durable auto_delete arguments type arguments.x-max-length
			rabbitmqadmin list exchanges
			rabbitmqadmin list bindings
			rabbitmqadmin -f tsv list bindings source destination properties_key
			rabbitmqadmin -f kvp list queues name durable_not
			rabbitmqadmin -f long list queues name messages
			rabbitmqadmin -f bash list queues
			rabbitmqadmin -f raw_json list queues name durable
			rabbitmqadmin -f pretty_json list queues name durable
			rabbitmqadmin -q -f tsv list queues name vhost
			rabbitmqadmin list users name tags
			rabbitmqadmin -f tsv list users name hashing_algorithm tags
			rabbitmqadmin list vhosts name
			rabbitmqadmin list permissions
			rabbitmqadmin list consumers
			rabbitmqadmin list connections
			rabbitmqadmin -S name -R -f bash list exchanges
			rabbitmqadmin declare queue name=invoices durable=false
			rabbitmqadmin declare queue name=amq.mine
			rabbitmqadmin declare queue name=odd arguments='{"x-max-length":"many"}'
			rabbitmqadmin declare queue name=odd durable=maybe
			rabbitmqadmin declare exchange name=orders type=fanout
			rabbitmqadmin declare exchange name=x type=nonsense
			rabbitmqadmin declare binding source=nope destination=invoices
			rabbitmqadmin -V nope declare queue name=q
			rabbitmqadmin -V nope list queues
			rabbitmqadmin delete binding source=orders destination_type=queue destination=limited
			rabbitmqadmin delete binding source=orders destination_type=queue destination=invoices properties_key=order.paid
			rabbitmqadmin delete binding source=orders destination_type=queue destination=invoices properties_key=order.paid
			rabbitmqadmin delete queue name=invoices
			rabbitmqadmin delete queue name=invoices
			rabbitmqadmin -q delete exchange name=orders
			rabbitmqadmin delete exchange name=orders
			rabbitmqadmin delete exchange name=amq.topic
			rabbitmqadmin close connection name=nobody
		`),
		async (clients) => {
			const channel = await clients();
			await channel.assertQueue('jobs', { exclusive: true });
			await channel.consume('jobs', () => {}, { consumerTag: 'worker' });
		},
		...lines(`
			rabbitmqadmin -f tsv list connections user vhost channels
			rabbitmqadmin -f tsv list channels number user
			rabbitmqadmin -f tsv list consumers consumer_tag ack_required queue.name
			rabbitmqadmin -f tsv show overview rabbitmq_version object_totals.queues
			rabbitmqadmin delete queue name=jobs
			rabbitmqadmin get queue=jobs
			rabbitmqadmin purge queue name=jobs
		`)
	),
	scenario(
		'rabbitmqadmin publishes, gets and purges',
		PLUGIN,
		...lines(`
			rabbitmqadmin declare queue name=invoices
			rabbitmqadmin declare binding source=amq.topic destination=invoices routing_key=order.*
			rabbitmqadmin get queue=invoices
			rabbitmqadmin publish exchange=amq.topic routing_key=order.paid payload='hello, warren'
			rabbitmqadmin publish exchange=amq.topic routing_key=nobody payload=lost
			rabbitmqadmin publish routing_key=invoices payload=second properties='{"delivery_mode":2}'
			rabbitmqadmin publish routing_key=invoices payload=dGhpcmQ= payload_encoding=base64
			rabbitmqadmin publish exchange=nope routing_key=x payload=y
			rabbitmqadmin -q publish routing_key=invoices payload=quiet properties='{"headers":{"a":1},"content_type":"text/plain"}'
			rabbitmqadmin list queues
			rabbitmqadmin get queue=invoices
			rabbitmqadmin get queue=invoices count=3
			rabbitmqadmin -f tsv get queue=invoices ackmode=reject_requeue_true
			rabbitmqadmin get queue=invoices ackmode=ack_requeue_false
			rabbitmqadmin get queue=invoices ackmode=reject_requeue_false
			rabbitmqadmin -f raw_json get queue=invoices encoding=base64
			rabbitmqadmin -f pretty_json get queue=invoices count=2
			rabbitmqadmin -f long get queue=invoices
			rabbitmqadmin -f kvp get queue=invoices count=2
			rabbitmqadmin -f bash get queue=invoices
			rabbitmqadmin get queue=invoices count=many
			rabbitmqadmin get queue=nope
			rabbitmqadmin purge queue name=invoices
			rabbitmqadmin get queue=invoices
			rabbitmqadmin purge queue name=nope
		`)
	),
	scenario(
		'rabbitmqadmin keeps users, virtual hosts, policies and definitions',
		PLUGIN,
		...lines(`
			rabbitmqadmin declare vhost name=shop
			rabbitmqadmin declare user name=alice password=a tags=management
			rabbitmqadmin -f tsv list permissions
			rabbitmqadmin declare permission vhost=shop user=alice configure='^hers' write='.*' read='.*'
			rabbitmqadmin list permissions
			rabbitmqadmin declare permission vhost=shop user=nobody configure='' write='' read=''
			rabbitmqadmin declare policy name=ttl pattern='^t' definition='{"message-ttl":1000}' apply-to=queues
			rabbitmqadmin declare policy name=bad pattern='^t' definition='{"message-tl":1000}'
			rabbitmqadmin list policies
			rabbitmqadmin -u alice -p a -V shop declare queue name=hers
			rabbitmqadmin -u alice -p a -V shop declare queue name=his
			rabbitmqadmin -u alice -p a declare queue name=hers
			rabbitmqadmin -u alice -p wrong list queues
			rabbitmqadmin -u alice -p a list users
			rabbitmqadmin -V shop list queues name vhost
			rabbitmqadmin -f tsv list queues vhost name
			rabbitmqadmin -f tsv list vhosts name
			rabbitmqadmin export all.json
			rabbitmqadmin delete queue name=hers
			rabbitmqadmin -V shop delete queue name=hers
			rabbitmqadmin import all.json
			rabbitmqadmin -f tsv list queues vhost name
			rabbitmqadmin delete policy name=ttl
			rabbitmqadmin delete policy name=ttl
			rabbitmqadmin delete permission vhost=shop user=alice
			rabbitmqadmin delete user name=alice
			rabbitmqadmin delete user name=alice
			rabbitmqadmin delete vhost name=shop
			rabbitmqadmin delete vhost name=shop
		`)
	),
	scenario(
		'rabbitmqadmin: limits, operator policies, files and what is refused',
		PLUGIN,
		...lines(`
			rabbitmqadmin -P 15999 list queues
			rabbitmqadmin declare vhost name=shop
			rabbitmqadmin declare vhost_limit vhost=shop name=max-queues value=1
			rabbitmqadmin declare vhost_limit vhost=shop name=odd value=1
			rabbitmqadmin list vhost_limits
			rabbitmqadmin -V shop declare queue name=one
			rabbitmqadmin -V shop declare queue name=two
			rabbitmqadmin delete vhost_limit vhost=shop name=max-queues
			rabbitmqadmin declare operator_policy name=op pattern='^o' definition='{"max-length":5}' priority=2 apply-to=queues
			rabbitmqadmin list operator_policies
			rabbitmqadmin delete operator_policy name=op
			rabbitmqadmin declare parameter component=shovel name=s value='{}'
			rabbitmqadmin declare queue name=box
			rabbitmqadmin publish routing_key=box payload='to a file'
			rabbitmqadmin get queue=box payload_file=message.txt
			cat message.txt
			rabbitmqadmin get queue=box payload_file=message.txt count=2
			rabbitmqadmin publish exchange=amq.rabbitmq.trace routing_key=x payload=y
			rabbitmqadmin publish routing_key=box payload=x payload_encoding=base64
			rabbitmqadmin publish routing_key=box payload=x properties='{"delivery_mode":"2"}'
			rabbitmqadmin declare user name=bob password=b tags=''
			rabbitmqadmin -u bob -p b list queues
			rabbitmqadmin declare user name=carol password_hash='' tags='monitoring,policymaker'
			rabbitmqadmin list users name tags
			rabbitmqadmin -f tsv -d 2 list bindings
			rabbitmqadmin declare permission vhost=/ user=bob configure='*' write='' read=''
			rabbitmqadmin declare exchange name=inner type=fanout internal=true
			rabbitmqadmin declare binding source=amq.topic destination=inner destination_type=exchange routing_key='a.#'
			rabbitmqadmin -f tsv list bindings source destination destination_type properties_key
			rabbitmqadmin delete binding source=amq.topic destination=inner destination_type=exchange properties_key='a.%23'
			rabbitmqadmin declare binding source=amq.default destination=box routing_key=x
			rabbitmqadmin -V shop export shop.json
			rabbitmqadmin -V shop import shop.json
			rabbitmqadmin -f tsv list permissions user vhost
		`)
	)
];
