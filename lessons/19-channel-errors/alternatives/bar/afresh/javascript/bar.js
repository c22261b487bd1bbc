const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  let channel = await connection.createChannel();
  channel.on('error', (error) => console.log(error.message));

  try {
    await channel.checkQueue('snacks');
    console.log('There are snacks today.');
  } catch {
    console.log('No snacks today.');
    channel = await connection.createChannel();
  }

  await channel.assertQueue('drinks', { durable: true });
  await channel.consume('drinks', (message) => {
    console.log(`Pouring ${message.content.toString()}`);
    channel.ack(message);
  });
}

main();
