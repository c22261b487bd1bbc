const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('jobs');

  // Forty people sign up within a second.
  for (let person = 1; person <= 40; person++) {
    channel.publish('', 'jobs', Buffer.from(`mail to person ${person}`));
    await sleep(25);
  }
  console.log('Forty people have signed up.');

  await channel.close();
  await connection.close();
}

main();
