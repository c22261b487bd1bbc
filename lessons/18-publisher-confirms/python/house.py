import sys
import time

import pika

name = sys.argv[1]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.exchange_declare(exchange='letters', exchange_type='direct', durable=True)
channel.queue_declare(
    queue=name,
    durable=True,
    arguments={'x-max-length': 2, 'x-overflow': 'reject-publish'},
)
channel.queue_bind(queue=name, exchange='letters', routing_key=name)
channel.basic_qos(prefetch_count=1)


def read(channel, method, properties, body):
    print(f'{name} reads {body.decode()}')
    time.sleep(4)
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue=name, on_message_callback=read)
print(f'{name} is at home.')
channel.start_consuming()
