import time

import pika

events = [
    ('paid', 'order 1'),
    ('shipped', 'order 1'),
    ('paid', 'order 2'),
    ('cancelled', 'order 2'),
    ('returned', 'order 1'),
]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.exchange_declare(exchange='orders', exchange_type='direct', durable=True)
for queue in ['warehouse', 'mail']:
    channel.queue_bind(queue, 'orders', 'returned')

for routing_key, order in events:
    channel.basic_publish(exchange='orders', routing_key=routing_key, body=order)
    print(f'Published: {order} is {routing_key}')
    time.sleep(0.8)

connection.close()
