const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const vhost = process.argv[2];
  const connection = await amqp.connect(`amqp://till:coins@localhost/${vhost}`);
  const channel = await connection.createChannel();

  for (const order of ['Order 1', 'Order 2', 'Order 3']) {
    channel.publish('sales', '', Buffer.from(order));
    console.log(`Sold ${order} in ${vhost}`);
    await sleep(700);
  }

  await channel.close();
  await connection.close();
}

main();
