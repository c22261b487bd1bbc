const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');

  for (let attempt = 1; attempt <= 4; attempt++) {
    const channel = await connection.createChannel();
    channel.on('error', (error) => console.log(error.message));
    try {
      await channel.checkQueue('snacks');
      console.log('There are snacks today.');
      break;
    } catch {
      console.log('No snacks yet.');
      await sleep(1000);
    }
  }

  await connection.close();
}

main();
