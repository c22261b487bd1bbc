const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const tasks = [
  'Task 1 .',
  'Task 2 ...',
  'Task 3 .',
  'Task 4 ...',
  'Task 5 .',
  'Task 6 ...',
  'Task 7 .',
  'Task 8 ...'
];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('tasks');

  for (const task of tasks) {
    channel.publish('', 'tasks', Buffer.from(task));
    console.log(`Sent ${task}`);
    await sleep(300);
  }

  await channel.close();
  await connection.close();
}

main();
