import sys

import pika

name = sys.argv[1] if len(sys.argv) > 1 else 'guard'

wishes = {
    'guard': ['house.*.open', 'house.*.*.open'],
    'fire-brigade': ['#.smoke'],
    'gardener': ['garden.#'],
}

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='home', exchange_type='topic', durable=True)
channel.queue_declare(queue=name, durable=True)
for key in wishes[name]:
    channel.queue_bind(queue=name, exchange='home', routing_key=key)


def receive(channel, method, properties, body):
    print(f'{name}: {body.decode()}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue=name, on_message_callback=receive)
print(f'{name} is listening.')
channel.start_consuming()
