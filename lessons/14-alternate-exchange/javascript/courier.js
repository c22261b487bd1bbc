const amqp = require('amqplib');

const town = process.argv[2] ?? 'berlin';

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  console.log(`Courier for ${town}.`);
  await channel.consume(town, (message) => {
    const { routingKey } = message.fields;
    console.log(`${message.content.toString()}, to ${routingKey}: delivered`);
    channel.ack(message);
  });
}

main();
