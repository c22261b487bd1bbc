const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const events = [
  ['paid', 'order 1'],
  ['shipped', 'order 1'],
  ['paid', 'order 2'],
  ['cancelled', 'order 2'],
  ['returned', 'order 1']
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertExchange('orders', 'direct');
  for (const queue of ['warehouse', 'mail'])
    await channel.bindQueue(queue, 'orders', 'returned');

  for (const [routingKey, order] of events) {
    channel.publish('orders', routingKey, Buffer.from(order));
    console.log(`Published: ${order} is ${routingKey}`);
    await sleep(800);
  }

  await channel.close();
  await connection.close();
}

main();
