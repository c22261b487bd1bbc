const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('jobs');
  await channel.prefetch(1); // one job at a time

  console.log('Waiting for jobs.');
  await channel.consume('jobs', async (message) => {
    await sleep(50);
    console.log(`Done: ${message.content.toString()}`);
    channel.ack(message);
  });
}

main();
