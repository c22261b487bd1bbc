const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const apples = 'fine fine spotted fine fine fine rotten fine fine fine';

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('apples');

  for (const [index, quality] of apples.split(' ').entries()) {
    const apple = `apple ${index + 1}, ${quality}`;
    channel.sendToQueue('apples', Buffer.from(apple));
    console.log(`Picked ${apple}`);
    await sleep(500);
  }

  await channel.close();
  await connection.close();
}

main();
