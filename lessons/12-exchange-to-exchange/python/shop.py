import time

import pika

events = [
    ('order.paid', 'order 1'),
    ('stock.low', 'tea'),
    ('order.cancelled', 'order 2'),
    ('order.paid', 'order 3'),
]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.exchange_declare(exchange='shop', exchange_type='topic', durable=True)

for key, event in events:
    channel.basic_publish(exchange='shop', routing_key=key, body=event)
    print(f'Shop: {key}, {event}')
    time.sleep(1)

connection.close()
