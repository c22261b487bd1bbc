const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('weather', 'fanout');
  const queue = 'diary';
  await channel.assertQueue(queue);
  await channel.bindQueue(queue, 'weather', '');

  console.log('The diary is listening.');
  await channel.consume(
    queue,
    (message) => {
      console.log(`Diary: ${message.content.toString()}`);
    },
    { noAck: true }
  );
}

main();
