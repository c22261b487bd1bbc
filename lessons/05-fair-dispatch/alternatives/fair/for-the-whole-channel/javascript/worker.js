const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('tasks');
  await channel.prefetch(1, true);

  async function work(message) {
    const task = message.content.toString();
    console.log(`Started  ${task}`);

    // Every dot in the task is one second of work.
    const dots = task.split('.').length - 1;
    await sleep(dots * 1000);

    console.log(`Finished ${task}`);
    channel.ack(message);
  }

  console.log('Waiting for tasks.');

  // One task after another: each waits for the one before it.
  let busy = Promise.resolve();
  await channel.consume('tasks', (message) => {
    busy = busy.then(() => work(message));
  });
}

main();
