const amqp = require('amqplib');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function main() {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange('letters', 'direct');

  const post = (letter, name) => {
    console.log(`Posting ${letter} to ${name}`);
    return new Promise((resolve) => {
      channel.publish('letters', name, Buffer.from(letter), {}, (error) => {
        console.log(`${error ? 'Refused' : 'Confirmed'}: ${letter}`);
        resolve(!error);
      });
    });
  };

  for (const attempt of [1, 2]) {
    console.log(`Attempt ${attempt}`);
    for (const [index, name] of process.argv.slice(2).entries()) {
      await post(`letter ${index + 1}`, name);
    }
    await sleep(20000);
  }

  await connection.close();
}

main();
