import time

import pika

customers = ['kim', 'leo', 'mei', 'tom', 'pia', 'ben']
weights = {'red': '2', 'green': '4'}

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='orders', exchange_type='x-consistent-hash', durable=True)
for queue, weight in weights.items():
    channel.queue_declare(queue=queue, durable=True)
    channel.queue_bind(queue=queue, exchange='orders', routing_key=weight)

for event in ['ordered', 'paid', 'shipped']:
    for customer in customers:
        channel.basic_publish(exchange='orders', routing_key=customer, body=event)
        print(f'Shop: {customer} {event}')
        time.sleep(0.5)

connection.close()
