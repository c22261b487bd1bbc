import sys
import time

import pika

vhost = sys.argv[1]

till = pika.PlainCredentials('till', 'coins')
parameters = pika.ConnectionParameters('localhost', virtual_host=vhost, credentials=till)
connection = pika.BlockingConnection(parameters)
channel = connection.channel()

for order in ['Order 1', 'Order 2', 'Order 3']:
    channel.basic_publish(exchange='sales', routing_key='', body=order)
    print(f'Sold {order} in {vhost}')
    time.sleep(0.7)

connection.close()
