const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  // Make the queue, unless it is there already.
  await channel.assertQueue('hello', { durable: false });

  // '' is the default exchange. Its routing key is the name of a queue.
  channel.publish('', 'hello', Buffer.from('Hello World!'));
  console.log('Sent: Hello World!');

  await channel.close();
  await connection.close();
}

main();
