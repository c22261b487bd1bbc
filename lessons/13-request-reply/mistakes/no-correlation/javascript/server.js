const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const fibonacci = (n) => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));

function toNumber(text) {
  if (!/^\d+$/.test(text)) throw new TypeError(`not a number: ${text}`);
  return Number(text);
}

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('fibonacci');
  await channel.prefetch(1);

  console.log('Waiting for requests.');
  await channel.consume('fibonacci', async (message) => {
    const { replyTo } = message.properties;
    const n = toNumber(message.content.toString());
    console.log(`Computing fibonacci(${n})`);
    await sleep(300 * n);
    channel.sendToQueue(replyTo, Buffer.from(String(fibonacci(n))));
    channel.ack(message);
  });
}

main();
