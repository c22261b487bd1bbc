import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

for dish in ['sushi', 'soup', 'pasta', 'pizza']:
    channel.basic_publish(exchange='', routing_key='orders', body=dish)
    print(f'Waiter: {dish}, please!')
    time.sleep(0.7)

connection.close()
