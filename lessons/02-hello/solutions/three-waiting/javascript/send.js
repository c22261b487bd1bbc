const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  // Make the queue, unless it is there already.
  await channel.assertQueue('hello');

  // '' is the default exchange. Its routing key is the name of a queue.
  for (const text of ['One', 'Two', 'Three']) {
    channel.publish('', 'hello', Buffer.from(text));
    console.log(`Sent: ${text}`);
  }

  await channel.close();
  await connection.close();
}

main();
