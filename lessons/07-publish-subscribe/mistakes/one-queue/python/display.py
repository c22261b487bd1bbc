import sys

import pika

name = sys.argv[1] if len(sys.argv) > 1 else 'Display'

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='weather', exchange_type='fanout', durable=True)
queue = 'display'
channel.queue_declare(queue=queue, durable=True)
channel.queue_bind(queue=queue, exchange='weather')


def show(channel, method, properties, body):
    print(f'{name}: {body.decode()}')


channel.basic_consume(queue=queue, on_message_callback=show, auto_ack=True)
print(f'{name} is listening.')
channel.start_consuming()
