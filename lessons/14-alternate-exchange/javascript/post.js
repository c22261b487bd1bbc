const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const mail = [
  ['letters', 'berlin', 'letter 1'],
  ['letters', 'rome', 'letter 2'],
  ['letters', 'paris', 'letter 3'],
  ['letters', 'berln', 'letter 4'],
  ['letters', 'oslo', 'letter 5'],
  ['parcels', 'rome', 'parcel 6']
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  for (const [exchange, town, item] of mail) {
    channel.publish(exchange, town, Buffer.from(item));
    console.log(`Post: ${item} to ${town}`);
    await sleep(1000);
  }

  await channel.close();
  await connection.close();
}

main();
