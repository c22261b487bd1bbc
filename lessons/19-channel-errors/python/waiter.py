import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='food', durable=True)
channel.queue_declare(queue='drinks', durable=True)

for table in [1, 2, 3]:
    channel.basic_publish(exchange='', routing_key='food', body=f'soup for table {table}')
    channel.basic_publish(exchange='', routing_key='drinks', body=f'tea for table {table}')
    print(f'Ordered for table {table}')
    time.sleep(1)

connection.close()
