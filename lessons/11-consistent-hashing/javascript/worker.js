const amqp = require('amqplib');

const queue = process.argv[2] ?? 'red';

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue(queue);

  console.log(`${queue} is ready.`);
  await channel.consume(queue, (message) => {
    console.log(
      `${queue}: ${message.fields.routingKey} ${message.content.toString()}`
    );
    channel.ack(message);
  });
}

main();
