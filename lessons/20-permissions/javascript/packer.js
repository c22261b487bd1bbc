const amqp = require('amqplib');

async function main() {
  const vhost = process.argv[2];
  const connection = await amqp.connect(
    `amqp://packer:boxes@localhost/${vhost}`
  );
  const channel = await connection.createChannel();

  await channel.consume('orders', (message) => {
    console.log(`Packed ${message.content.toString()} from ${vhost}`);
    channel.ack(message);
  });
}

main();
