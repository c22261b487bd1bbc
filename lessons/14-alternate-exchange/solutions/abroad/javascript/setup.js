const amqp = require('amqplib');

const towns = ['berlin', 'paris'];

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();

  await channel.assertExchange('unsorted', 'fanout');
  await channel.assertQueue('unsorted');
  await channel.bindQueue('unsorted', 'unsorted', '');

  await channel.assertExchange('abroad', 'direct', {
    alternateExchange: 'unsorted'
  });
  await channel.assertQueue('abroad');
  for (const town of ['rome', 'oslo']) {
    await channel.bindQueue('abroad', 'abroad', town);
  }

  await channel.assertExchange('letters', 'direct', {
    alternateExchange: 'abroad'
  });
  await channel.assertExchange('parcels', 'direct');

  for (const town of towns) {
    await channel.assertQueue(town);
    await channel.bindQueue(town, 'letters', town);
    await channel.bindQueue(town, 'parcels', town);
  }
  console.log(`We deliver to ${towns.join(' and ')}.`);

  await channel.close();
  await connection.close();
}

main();
