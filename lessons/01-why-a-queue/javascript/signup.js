const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Each of these takes 50 milliseconds.
const store = () => sleep(50);
const mail = () => sleep(50);
const text = () => sleep(50);

const ways = {
  async series() {
    await store();
    await mail();
    await text();
  },

  async parallel() {
    await store();
    await Promise.all([mail(), text()]);
  },

  async queued(channel) {
    await store();
    for (const job of ['mail to Ann', 'text to Ann']) {
      channel.publish('', 'jobs', Buffer.from(job));
    }
  }
};

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('jobs');

  const way = process.argv[2];
  const begun = Date.now();
  await ways[way](channel);
  const waited = Math.round((Date.now() - begun) / 10) * 10;
  console.log(`${way}: ${waited} ms`);

  await channel.close();
  await connection.close();
}

main();
