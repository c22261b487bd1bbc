const amqp = require('amqplib');

const queue = process.argv[2] ?? 'ledger';

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('shop', 'topic');
  await channel.assertExchange('accounting', 'fanout');
  await channel.bindExchange('accounting', 'shop', 'order.#');

  await channel.assertQueue(queue);
  await channel.bindQueue(queue, 'accounting', '');

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
