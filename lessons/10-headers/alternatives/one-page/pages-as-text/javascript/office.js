const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const papers = [
  ['an invoice', { type: 'invoice', urgent: false, pages: '1' }],
  ['an urgent contract', { type: 'contract', urgent: true, pages: '12' }],
  ['an urgent invoice', { type: 'invoice', urgent: true, pages: '2' }],
  ['a signed contract', { type: 'contract', signed: true, pages: '9' }],
  ['a birthday card', { type: 'card', pages: '1' }]
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertExchange('papers', 'headers');

  for (const [paper, headers] of papers) {
    channel.publish('papers', '', Buffer.from(paper), { headers });
    console.log(`Office: ${paper}`);
    await sleep(1000);
  }

  await channel.close();
  await connection.close();
}

main();
