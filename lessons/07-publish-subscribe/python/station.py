import time

import pika

readings = ['4° rain', '5° rain', '7° sun', '9° sun', '8° wind', '6° fog']

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.exchange_declare(exchange='weather', exchange_type='fanout', durable=True)

for reading in readings:
    channel.basic_publish(exchange='weather', routing_key='', body=reading)
    print(f'Station: {reading}')
    time.sleep(1)

connection.close()
