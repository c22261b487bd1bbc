const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const customers = ['kim', 'leo', 'mei', 'tom', 'pia', 'ben'];
const weights = { red: '1', green: '1', blue: '2' };

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('orders', 'x-consistent-hash');
  for (const [queue, weight] of Object.entries(weights)) {
    await channel.assertQueue(queue);
    await channel.bindQueue(queue, 'orders', weight);
  }

  for (const event of ['ordered', 'paid', 'shipped']) {
    for (const customer of customers) {
      channel.publish('orders', customer, Buffer.from(event));
      console.log(`Shop: ${customer} ${event}`);
      await sleep(500);
    }
  }

  await channel.close();
  await connection.close();
}

main();
