import sys

import pika

queue = sys.argv[1] if len(sys.argv) > 1 else 'red'

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue=queue, durable=True)


def work(channel, method, properties, body):
    print(f'{queue}: {method.routing_key} {body.decode()}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue=queue, on_message_callback=work)
print(f'{queue} is ready.')
channel.start_consuming()
