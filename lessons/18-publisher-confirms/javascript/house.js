const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const [name] = process.argv.slice(2);
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertExchange('letters', 'direct');
  await channel.assertQueue(name, { maxLength: 2, overflow: 'reject-publish' });
  await channel.bindQueue(name, 'letters', name);
  await channel.prefetch(1);

  console.log(`${name} is at home.`);
  await channel.consume(name, async (message) => {
    console.log(`${name} reads ${message.content.toString()}`);
    await sleep(4000);
    channel.ack(message);
  });
}

main();
