const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  const question = await connection.createChannel();
  question.on('error', (error) => console.log(error.message));
  try {
    await question.checkQueue('snacks');
    console.log('There are snacks today.');
    await question.close();
  } catch {
    console.log('No snacks today.');
  }

  await channel.assertQueue('drinks', { durable: true });
  await channel.consume('drinks', (message) => {
    console.log(`Pouring ${message.content.toString()}`);
    channel.ack(message);
  });
}

main();
