import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='photos', durable=True)

for photo in ['Photo 1', 'Photo 2', 'Photo 3', 'Photo 4', 'Photo 5']:
    channel.basic_publish(exchange='', routing_key='photos', body=photo)
    print(f'Sent {photo}')
    time.sleep(0.3)

connection.close()
