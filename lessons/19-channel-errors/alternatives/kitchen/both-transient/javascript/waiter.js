const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('food', { durable: false });
  await channel.assertQueue('drinks', { durable: true });

  for (const table of [1, 2, 3]) {
    channel.sendToQueue('food', Buffer.from(`soup for table ${table}`));
    channel.sendToQueue('drinks', Buffer.from(`tea for table ${table}`));
    console.log(`Ordered for table ${table}`);
    await sleep(1000);
  }

  await channel.close();
  await connection.close();
}

main();
