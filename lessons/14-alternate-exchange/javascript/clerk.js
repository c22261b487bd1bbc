const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  console.log('What nobody wants is mine.');
  await channel.consume('unsorted', (message) => {
    const { exchange, routingKey } = message.fields;
    const item = message.content.toString();
    console.log(`${item}, to ${routingKey}? (exchange ${exchange})`);
    channel.ack(message);
  });
}

main();
