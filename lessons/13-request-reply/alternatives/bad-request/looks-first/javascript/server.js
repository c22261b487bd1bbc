const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const fibonacci = (n) => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));

async function compute(text) {
  if (!/^\d+$/.test(text)) return 'That is no number.';
  console.log(`Computing fibonacci(${text})`);
  await sleep(300 * Number(text));
  return String(fibonacci(Number(text)));
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
