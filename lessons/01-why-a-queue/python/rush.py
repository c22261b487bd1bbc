import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='jobs', durable=True)

# Forty people sign up within a second.
for person in range(1, 41):
    channel.basic_publish(exchange='', routing_key='jobs', body=f'mail to person {person}')
    time.sleep(0.025)
print('Forty people have signed up.')

connection.close()
