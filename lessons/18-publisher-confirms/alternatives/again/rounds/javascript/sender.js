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

  let open = process.argv
    .slice(2)
    .map((name, index) => [`letter ${index + 1}`, name]);
  while (open.length > 0) {
    const confirmed = await Promise.all(open.map((letter) => post(...letter)));
    open = open.filter((letter, index) => !confirmed[index]);
    await sleep(4000);
  }

  await connection.close();
}

main();
