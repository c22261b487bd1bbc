const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// `node worker.js 2` breaks down in the middle of its second photo.
const last = Number(process.argv[2] || Infinity);
let count = 0;

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('photos');

  async function work(message) {
    const photo = message.content.toString();
    console.log(`Started  ${photo}`);
    await sleep(1000);
    if (++count === last) {
      console.log('Out of memory!');
      process.exit(1);
    }
    await sleep(1000);
    console.log(`Finished ${photo}`);
    channel.ack(message);
  }

  console.log('Waiting for photos.');

  // One photo after another: each waits for the one before it.
  let busy = Promise.resolve();
  const receive = (message) => {
    busy = busy.then(() => work(message));
  };
  await channel.consume('photos', receive);
}

main();
