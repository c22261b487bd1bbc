const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  // The same line as in send.js: whoever comes first makes the queue.
  await channel.assertQueue('hello');

  function receive(message) {
    console.log(`Received: ${message.content.toString()}`);
  }

  console.log('Waiting for messages.');
  await channel.consume('hello', receive, { noAck: true });
}

main();
