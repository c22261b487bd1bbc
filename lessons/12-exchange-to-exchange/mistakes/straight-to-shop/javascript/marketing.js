const amqp = require('amqplib');

const queue = process.argv[2] ?? 'newsletter';

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('shop', 'topic');
  await channel.assertExchange('marketing', 'fanout');
  await channel.bindExchange('marketing', 'shop', 'order.paid');

  await channel.assertQueue(queue);
  await channel.bindQueue(queue, 'shop', 'order.paid');

  console.log(`${queue} is open.`);
  await channel.consume(queue, (message) => {
    const { routingKey, exchange } = message.fields;
    console.log(
      `${queue}: ${routingKey}, ${message.content.toString()} (exchange ${exchange})`
    );
    channel.ack(message);
  });
}

main();
