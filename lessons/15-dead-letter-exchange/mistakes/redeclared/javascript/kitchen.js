const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Whoever asks first sends for it. That takes 4 seconds.
let fishAt = null;

function hasFish() {
  fishAt ??= Date.now() + 4000;
  return Date.now() >= fishAt;
}

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('orders', {
    deadLetterExchange: 'dead',
    messageTtl: 1000,
    maxLength: 1
  });
  await channel.prefetch(1);

  console.log('The kitchen is open.');
  await channel.consume('orders', async (message) => {
    const dish = message.content.toString();
    if (dish === 'sushi' && !hasFish()) {
      console.log(`${dish}: no fish yet`);
      channel.reject(message, false);
      return;
    }
    console.log(`${dish}: cooking`);
    await sleep(3000);
    console.log(`${dish}: ready`);
    channel.ack(message);
  });
}

main();
