const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  // Make the queues, unless they are there already.
  await channel.assertQueue('hello');
  await channel.assertQueue('goodbye');

  // '' is the default exchange. Its routing key is the name of a queue.
  channel.publish('', 'hello', Buffer.from('Hello World!'));
  console.log('Sent: Hello World!');
  channel.publish('', 'goodbye', Buffer.from('Goodbye World!'));
  console.log('Sent: Goodbye World!');

  await channel.close();
  await connection.close();
}

main();
