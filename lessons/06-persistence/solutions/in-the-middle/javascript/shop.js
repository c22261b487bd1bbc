const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('orders');

  for (const order of ['Order 1', 'Order 2', 'Order 3']) {
    channel.publish('', 'orders', Buffer.from(order), { persistent: true });
    console.log(`Sent ${order}`);
    await sleep(500);
  }

  await channel.close();
  await connection.close();
}

main();
