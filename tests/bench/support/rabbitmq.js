/** The RabbitMQ that is measured against: the one at AMQP_URL, or else a node of our own, where one can be installed. */
import { installRabbitMQ, startRabbitMQ } from '../../../scripts/rabbitmq.js';

/** @returns {Promise<{ url: string, stop(): Promise<void> } | null>} null where there is none and none can be had */
export async function provideRabbitMQ() {
	const url = process.env['AMQP_URL'];
	if (url) return { url, stop: async () => {} };
	if (!(await installRabbitMQ())) return null;
	const node = await startRabbitMQ({ virtualHosts: ['/'] });
	return { url: `amqp://127.0.0.1:${node.port}`, stop: () => node.stop() };
}
