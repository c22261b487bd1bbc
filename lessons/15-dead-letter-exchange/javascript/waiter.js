const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const dishes = ['sushi', 'soup', 'pasta', 'pizza'];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  for (const dish of dishes) {
    channel.sendToQueue('orders', Buffer.from(dish));
    console.log(`Waiter: ${dish}, please!`);
    await sleep(700);
  }

  await channel.close();
  await connection.close();
}

main();
