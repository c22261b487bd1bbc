import sys

import pika

vhost = sys.argv[1]

guest = pika.PlainCredentials('guest', 'guest')
parameters = pika.ConnectionParameters('localhost', virtual_host=vhost, credentials=guest)
connection = pika.BlockingConnection(parameters)
channel = connection.channel()
channel.exchange_declare(exchange='sales', exchange_type='fanout', durable=True)
channel.queue_declare(queue='orders', durable=True)
channel.queue_bind(queue='orders', exchange='sales')
print(f'{vhost} is ready.')
connection.close()
