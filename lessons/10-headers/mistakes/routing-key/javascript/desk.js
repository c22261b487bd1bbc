const amqp = require('amqplib');

const name = process.argv[2] ?? 'front-desk';

const wishes = {
  'front-desk': { 'x-match': 'any', type: 'invoice', urgent: true },
  lawyer: { 'x-match': 'all', type: 'contract', signed: true },
  franking: { 'x-match': 'all', pages: '1' }
};

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('papers', 'headers');
  await channel.assertQueue(name);
  await channel.bindQueue(name, 'papers', 'invoice', wishes[name]);

  console.log(`${name} is open.`);
  await channel.consume(name, (message) => {
    console.log(`${name}: ${message.content.toString()}`);
    channel.ack(message);
  });
}

main();
