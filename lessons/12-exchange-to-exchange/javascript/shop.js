const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const events = [
  ['order.paid', 'order 1'],
  ['stock.low', 'tea'],
  ['order.cancelled', 'order 2'],
  ['order.paid', 'order 3']
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertExchange('shop', 'topic');

  for (const [key, event] of events) {
    channel.publish('shop', key, Buffer.from(event));
    console.log(`Shop: ${key}, ${event}`);
    await sleep(1000);
  }

  await channel.close();
  await connection.close();
}

main();
