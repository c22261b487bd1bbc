const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.checkQueue('food');

  console.log('The kitchen is open.');
  await channel.consume('food', (message) => {
    console.log(`Cooking ${message.content.toString()}`);
    channel.ack(message);
  });
}

main();
