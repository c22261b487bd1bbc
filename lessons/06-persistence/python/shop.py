import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='orders')

for order in ['Order 1', 'Order 2', 'Order 3']:
    channel.basic_publish(exchange='', routing_key='orders', body=order)
    print(f'Sent {order}')
    time.sleep(0.5)

connection.close()
