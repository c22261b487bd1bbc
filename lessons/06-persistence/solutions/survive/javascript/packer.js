const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('orders');
  await channel.prefetch(1);

  console.log('Waiting for orders.');
  await channel.consume('orders', async (message) => {
    const order = message.content.toString();
    const again = message.fields.redelivered ? ' (once more)' : '';
    console.log(`Packing ${order}${again}`);
    await sleep(2000);
    console.log(`Packed  ${order}`);
    channel.ack(message);
  });
}

main();
