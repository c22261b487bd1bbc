const { randomUUID } = require('node:crypto');
const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('fibonacci');

  const { queue: replies } = await channel.assertQueue('', { exclusive: true });
  const asked = new Map();

  const receive = async (message) => {
    const { correlationId } = message.properties;
    console.log(
      `fibonacci(${asked.get(correlationId)}) is ${message.content.toString()}`
    );
    asked.delete(correlationId);
    if (asked.size === 0) await connection.close();
  };

  await channel.consume(replies, receive, { noAck: true });

  for (const number of process.argv.slice(2)) {
    const correlationId = randomUUID();
    asked.set(correlationId, number);
    channel.sendToQueue('fibonacci', Buffer.from(number), {
      replyTo: replies,
      correlationId
    });
    console.log(`What is fibonacci(${number})?`);
  }
}

main();
