const amqp = require('amqplib');

async function main() {
  const vhost = process.argv[2];
  const connection = await amqp.connect(
    `amqp://guest:guest@localhost/${vhost}`
  );
  const channel = await connection.createChannel();
  await channel.assertExchange('sales', 'fanout');
  await channel.assertQueue('orders');
  await channel.bindQueue('orders', 'sales', '');
  console.log(`${vhost} is ready.`);
  await connection.close();
}

main();
