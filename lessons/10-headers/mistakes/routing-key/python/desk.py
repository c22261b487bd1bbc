import sys

import pika

name = sys.argv[1] if len(sys.argv) > 1 else 'front-desk'

wishes = {
    'front-desk': {'x-match': 'any', 'type': 'invoice', 'urgent': True},
    'lawyer': {'x-match': 'all', 'type': 'contract', 'signed': True},
    'franking': {'x-match': 'all', 'pages': '1'},
}

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='papers', exchange_type='headers', durable=True)
channel.queue_declare(queue=name, durable=True)
channel.queue_bind(queue=name, exchange='papers', routing_key='invoice', arguments=wishes[name])


def receive(channel, method, properties, body):
    print(f'{name}: {body.decode()}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue=name, on_message_callback=receive)
print(f'{name} is open.')
channel.start_consuming()
