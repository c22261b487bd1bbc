const amqp = require('amqplib');

const name = process.argv[2] ?? 'Display';

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('weather', 'fanout');
  const queue = 'display';
  await channel.assertQueue(queue);
  await channel.bindQueue(queue, 'weather', '');

  console.log(`${name} is listening.`);
  await channel.consume(
    queue,
    (message) => {
      console.log(`${name}: ${message.content.toString()}`);
    },
    { noAck: true }
  );
}

main();
