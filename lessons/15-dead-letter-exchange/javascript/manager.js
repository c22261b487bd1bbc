const amqp = require('amqplib');

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertExchange('dead', 'fanout');
  await channel.assertQueue('complaints');
  await channel.bindQueue('complaints', 'dead', '');

  console.log('Complaints to me.');
  await channel.consume('complaints', (message) => {
    const dish = message.content.toString();
    const [death] = message.properties.headers['x-death'];
    console.log(`${dish}: ${death.reason} in the queue ${death.queue}`);
    channel.ack(message);
  });
}

main();
