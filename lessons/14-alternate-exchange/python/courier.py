import sys

import pika

town = sys.argv[1] if len(sys.argv) > 1 else 'berlin'

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()


def receive(channel, method, properties, body):
    print(f'{body.decode()}, to {method.routing_key}: delivered')
    channel.basic_ack(method.delivery_tag)


print(f'Courier for {town}.')
channel.basic_consume(queue=town, on_message_callback=receive)
channel.start_consuming()
