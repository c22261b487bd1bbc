import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='orders', durable=True)

for order in ['Order 1', 'Order 2', 'Order 3']:
    channel.basic_publish(
        exchange='',
        routing_key='orders',
        body=order,
        properties=pika.BasicProperties(delivery_mode=2),
    )
    print(f'Sent {order}')
    time.sleep(0.5)

connection.close()
