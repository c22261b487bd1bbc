const amqp = require('amqplib');

const name = process.argv[2] ?? 'guard';

const wishes = {
  guard: ['house*.open'],
  'fire-brigade': ['#.smoke'],
  gardener: ['garden.#']
};

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('home', 'topic');
  await channel.assertQueue(name);
  for (const key of wishes[name]) {
    await channel.bindQueue(name, 'home', key);
  }

  console.log(`${name} is listening.`);
  await channel.consume(name, (message) => {
    console.log(`${name}: ${message.content.toString()}`);
    channel.ack(message);
  });
}

main();
