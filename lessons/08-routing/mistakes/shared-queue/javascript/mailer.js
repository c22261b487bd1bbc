const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('orders', 'direct');
  await channel.assertQueue('warehouse');
  await channel.bindQueue('warehouse', 'orders', 'paid');
  await channel.bindQueue('warehouse', 'orders', 'shipped');

  console.log('Waiting for orders.');
  await channel.consume('warehouse', (message) => {
    const order = message.content.toString();
    console.log(`Mail: ${order} is ${message.fields.routingKey}`);
    channel.ack(message);
  });
}

main();
