const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const fibonacci = (n) => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));

function toNumber(text) {
  if (!/^\d+$/.test(text)) throw new TypeError(`not a number: ${text}`);
  return Number(text);
}

async function compute(text) {
  try {
    const n = toNumber(text);
    console.log(`Computing fibonacci(${n})`);
    await sleep(300 * n);
    return String(fibonacci(n));
  } catch {
    return `an error: ${text} is no number`;
  }
}

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('fibonacci');
  await channel.prefetch(1);

  console.log('Waiting for requests.');
  await channel.consume('fibonacci', async (message) => {
    const { replyTo, correlationId } = message.properties;
    const answer = await compute(message.content.toString());
    channel.sendToQueue(replyTo, Buffer.from(answer), { correlationId });
    channel.ack(message);
  });
}

main();
