const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('orders', 'direct');
  await channel.assertQueue('mail');
  await channel.bindQueue('mail', 'orders', 'paid');
  await channel.bindQueue('mail', 'orders', 'shipped');

  console.log('Waiting for orders.');
  await channel.consume('mail', (message) => {
    const order = message.content.toString();
    console.log(`Mail: ${order} is ${message.fields.routingKey}`);
    channel.ack(message);
  });
}

main();
