const { randomUUID } = require('node:crypto');
const amqp = require('amqplib');

const numbers = process.argv.slice(2);

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  const replyTo = 'amq.rabbitmq.reply-to';

  const ask = () =>
    channel.sendToQueue('fibonacci', Buffer.from(numbers[0]), {
      replyTo,
      correlationId: randomUUID()
    });

  const receive = async (message) => {
    console.log(
      `fibonacci(${numbers.shift()}) is ${message.content.toString()}`
    );
    if (numbers.length > 0) ask();
    else await connection.close();
  };

  await channel.consume(replyTo, receive, { noAck: true });
  ask();
}

main();
