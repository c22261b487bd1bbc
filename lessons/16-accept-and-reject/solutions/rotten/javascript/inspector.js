const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('apples');
  await channel.prefetch(1);

  console.log('Waiting for apples.');
  await channel.consume('apples', async (message) => {
    const apple = message.content.toString();
    await sleep(700);
    if (apple.endsWith('spotted') && !message.fields.redelivered) {
      console.log(`${apple}: I'll look again`);
      channel.reject(message, true);
      return;
    }
    if (apple.endsWith('rotten')) {
      console.log(`${apple}: refused`);
      channel.reject(message, false);
      return;
    }
    console.log(`${apple}: accepted`);
    channel.ack(message);
  });
}

main();
