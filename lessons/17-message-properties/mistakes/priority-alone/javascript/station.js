const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const bulletins = [
  { text: 'calm' },
  { text: 'wind 3', type: 'reading', messageId: '2' },
  { text: 'wind 8', type: 'reading', messageId: '3' },
  { text: 'storm!', type: 'warning', messageId: '4', priority: 1 }
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  for (const { text, ...properties } of bulletins) {
    channel.sendToQueue('bulletins', Buffer.from(text), properties);
    console.log(`Sent: ${text}`);
    await sleep(600);
  }

  await channel.close();
  await connection.close();
}

main();
