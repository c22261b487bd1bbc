const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.unbindExchange('accounting', 'shop', 'order.#');
  console.log('Accounting is on holiday.');

  await channel.close();
  await connection.close();
}

main();
