import { describe, expect, it } from 'vitest';
import { Broker } from '../broker';
import { HandClock } from '../broker/testing/hand-clock';
import { complete } from './complete';
import { run } from './run';
import { tokenize } from './tokenize';

function brokerAfter(...lines: readonly string[]): Broker {
	const broker = new Broker({ clock: new HandClock(), random: () => 0.5 });
	const nothing = { read: () => null, write: () => {} };
	for (const line of lines) expect(run(tokenize(line), broker, nothing).exitCode).toBe(0);
	return broker;
}

const broker = brokerAfter(
	'rabbitmqctl add_user alice a',
	'rabbitmqctl add_vhost shop',
	`rabbitmqctl set_policy -p shop ttl '.*' '{"message-ttl":1000}'`,
	'rabbitmq-plugins enable rabbitmq_consistent_hash_exchange'
);

const words = (line: string) => complete(line, broker).words;

describe('complete', () => {
	it('knows the tools', () => {
		expect(words('rabbitmq-')).toEqual(['rabbitmq-plugins']);
		expect(words('')).toEqual(['rabbitmq-plugins', 'rabbitmqadmin', 'rabbitmqctl']);
	});

	it('knows the commands of each, also after sudo and options', () => {
		expect(words('rabbitmqctl list_q')).toEqual(['list_queues']);
		expect(words('sudo rabbitmqctl -q add_')).toEqual(['add_user', 'add_vhost']);
		expect(words('rabbitmq-plugins en')).toEqual(['enable']);
		expect(words('rabbitmqctl help set_per')).toEqual(['set_permissions']);
	});

	it('knows columns and options', () => {
		expect(words('rabbitmqctl list_queues name messages_u')).toEqual([
			'messages_unacknowledged',
			'messages_unacknowledged_ram'
		]);
		expect(words('rabbitmqctl list_queues --o')).toEqual(['--offline', '--online']);
		expect(words('rabbitmqctl list_queues --no')).toEqual(['--no-table-headers', '--node']);
	});

	it('knows what is in the broker', () => {
		expect(words('rabbitmqctl delete_user ')).toEqual(['alice', 'guest']);
		expect(words('rabbitmqctl list_queues -p ')).toEqual(['/', 'shop']);
		expect(words('rabbitmqctl delete_vhost s')).toEqual(['shop']);
		expect(words('rabbitmqctl set_permissions -p shop al')).toEqual(['alice']);
		expect(words('rabbitmqctl set_topic_permissions alice amq.t')).toEqual(['amq.topic']);
		expect(words('rabbitmqctl clear_policy -p shop ')).toEqual(['ttl']);
		expect(words('rabbitmq-plugins disable ')).toEqual(['rabbitmq_consistent_hash_exchange']);
	});

	it('knows what rabbitmqadmin takes', () => {
		expect(words('rabbitmqadmin li')).toEqual(['list']);
		expect(words('rabbitmqadmin -q list que')).toEqual(['queues']);
		expect(words('rabbitmqadmin -f ts')).toEqual(['tsv']);
		expect(words('rabbitmqadmin -V shop declare queue na')).toEqual(['name=']);
		expect(words('rabbitmqadmin publish payload')).toEqual(['payload=', 'payload_encoding=']);
		expect(words('rabbitmqadmin --vh')).toEqual(['--vhost']);
	});

	it('says nothing where nothing is known', () => {
		expect(words('rabbitmqctl add_user ')).toEqual([]);
		expect(words('rabbitmqctl list_users ')).toEqual([]);
		expect(words('psql ')).toEqual([]);
	});

	it('completes the word at the cursor', () => {
		const line = 'rabbitmqctl list_q name';
		expect(complete(line, broker, 18)).toEqual({ from: 12, words: ['list_queues'] });
	});
});
