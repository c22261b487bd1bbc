const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const readings = [
  '4° rain',
  '5° rain',
  '7° sun',
  '9° sun',
  '8° wind',
  '6° fog'
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertExchange('weather', 'fanout');

  for (const reading of readings) {
    channel.publish('weather', '', Buffer.from(reading));
    console.log(`Station: ${reading}`);
    await sleep(1000);
  }

  await channel.close();
  await connection.close();
}

main();
