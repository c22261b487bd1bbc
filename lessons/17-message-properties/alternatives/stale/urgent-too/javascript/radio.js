const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// amqplib always sends headers, be they empty.
const isSet = ([name, value]) => value !== undefined && name !== 'headers';

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('bulletins', { maxPriority: 1 });
  await channel.prefetch(1);

  console.log('The radio is on.');
  await channel.consume('bulletins', async (message) => {
    const properties = Object.entries(message.properties)
      .filter(isSet)
      .map(([name, value]) => `${name} ${value}`);
    console.log(`On air: ${message.content.toString()}`);
    console.log(`  ${properties.join(', ') || 'no properties'}`);
    await sleep(3000);
    channel.ack(message);
  });
}

main();
