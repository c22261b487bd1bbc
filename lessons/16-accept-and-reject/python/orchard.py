import time

import pika

apples = 'fine fine spotted fine fine fine rotten fine fine fine'

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='apples', durable=True)

for number, quality in enumerate(apples.split(), start=1):
    apple = f'apple {number}, {quality}'
    channel.basic_publish(exchange='', routing_key='apples', body=apple)
    print(f'Picked {apple}')
    time.sleep(0.5)

connection.close()
