const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('shop', 'topic');
  await channel.assertExchange('accounting', 'fanout');
  await channel.assertQueue('audit');
  await channel.bindQueue('audit', 'shop', '#');
  await channel.bindQueue('audit', 'accounting', '');

  console.log('audit is open.');
  await channel.consume('audit', (message) => {
    const { routingKey, exchange } = message.fields;
    console.log(
      `audit: ${routingKey}, ${message.content.toString()} (exchange ${exchange})`
    );
    channel.ack(message);
  });
}

main();
