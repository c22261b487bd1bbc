import sys

import pika

vhost = sys.argv[1]

packer = pika.PlainCredentials('packer', 'boxes')
parameters = pika.ConnectionParameters('localhost', virtual_host=vhost, credentials=packer)
connection = pika.BlockingConnection(parameters)
channel = connection.channel()


def pack(channel, method, properties, body):
    print(f'Packed {body.decode()} from {vhost}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='orders', on_message_callback=pack)
channel.start_consuming()
