const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('photos');

  for (const photo of ['Photo 1', 'Photo 2', 'Photo 3', 'Photo 4', 'Photo 5']) {
    channel.publish('', 'photos', Buffer.from(photo));
    console.log(`Sent ${photo}`);
    await sleep(300);
  }

  await channel.close();
  await connection.close();
}

main();
