const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const papers = [
  { name: 'an invoice', type: 'invoice', urgent: false, pages: '1' },
  { name: 'an urgent contract', type: 'contract', urgent: true, pages: '12' },
  { name: 'an urgent invoice', type: 'invoice', urgent: true, pages: '2' },
  { name: 'a signed contract', type: 'contract', signed: true, pages: '9' },
  { name: 'a birthday card', type: 'card', pages: '1' }
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertExchange('papers', 'headers');

  for (const { name, ...headers } of papers) {
    channel.publish('papers', '', Buffer.from(name), { headers });
    console.log(`Office: ${name}`);
    await sleep(1000);
  }

  await channel.close();
  await connection.close();
}

main();
