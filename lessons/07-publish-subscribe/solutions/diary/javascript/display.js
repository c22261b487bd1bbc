const amqp = require('amqplib');

const name = process.argv[2] ?? 'Display';

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('weather', 'fanout');
  await channel.assertQueue(name);
  await channel.bindQueue(name, 'weather', '');

  console.log(`${name} is listening.`);
  await channel.consume(
    name,
    (message) => {
      console.log(`${name}: ${message.content.toString()}`);
    },
    { noAck: true }
  );
}

main();
