import sys

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.exchange_declare(exchange='letters', exchange_type='direct', durable=True)


def post(letter, name):
    print(f'Posting {letter} to {name}')
    channel.basic_publish(exchange='letters', routing_key=name, body=letter, mandatory=True)


def returned(channel, method, properties, body):
    print(f'Returned: {body.decode()}')
    post(body.decode(), 'ann')


channel.add_on_return_callback(returned)

for number, name in enumerate(sys.argv[1:], start=1):
    post(f'letter {number}', name)
    connection.sleep(1)

connection.sleep(2)
connection.close()
