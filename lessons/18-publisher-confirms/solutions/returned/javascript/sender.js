const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange('letters', 'direct');

  const post = (letter, name) => {
    const options = { mandatory: true };
    console.log(`Posting ${letter} to ${name}`);
    return new Promise((resolve) => {
      channel.publish(
        'letters',
        name,
        Buffer.from(letter),
        options,
        (error) => {
          console.log(`${error ? 'Refused' : 'Confirmed'}: ${letter}`);
          resolve(!error);
        }
      );
    });
  };

  channel.on('return', (message) => {
    const letter = message.content.toString();
    console.log(`Returned: ${letter}`);
    post(letter, 'ann');
  });

  for (const [index, name] of process.argv.slice(2).entries()) {
    await post(`letter ${index + 1}`, name);
    await sleep(500);
  }

  await connection.close();
}

main();
