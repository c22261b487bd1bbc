const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('apples');
  await channel.prefetch(1);

  let crate = [];

  console.log('Waiting for apples.');
  await channel.consume('apples', async (message) => {
    const apple = message.content.toString();
    await sleep(700);
    crate.push(apple);
    console.log(`${apple}: looked at`);
    if (crate.length < 5) return;

    if (crate.some((each) => each.endsWith('rotten'))) {
      console.log('Crate refused');
      channel.nack(message, true, false);
    } else {
      console.log('Crate accepted');
      channel.ack(message, true);
    }
    crate = [];
  });
}

main();
