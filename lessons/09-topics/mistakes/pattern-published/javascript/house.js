const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const events = [
  ['house.door.open', 'The front door is open.'],
  ['garden.*', 'The garden gate is open.'],
  ['house.kitchen.window.open', 'The kitchen window is open.'],
  ['house.cellar.smoke', 'Smoke in the cellar!'],
  ['garden.shed.smoke', 'Smoke in the garden shed!']
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertExchange('home', 'topic');

  for (const [key, event] of events) {
    channel.publish('home', key, Buffer.from(event));
    console.log(`${key}: ${event}`);
    await sleep(1000);
  }

  await channel.close();
  await connection.close();
}

main();
