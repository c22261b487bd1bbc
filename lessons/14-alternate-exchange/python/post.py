import time

import pika

mail = [
    ('letters', 'berlin', 'letter 1'),
    ('letters', 'rome', 'letter 2'),
    ('letters', 'paris', 'letter 3'),
    ('letters', 'berln', 'letter 4'),
    ('letters', 'oslo', 'letter 5'),
    ('parcels', 'rome', 'parcel 6'),
]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

for exchange, town, item in mail:
    channel.basic_publish(exchange=exchange, routing_key=town, body=item)
    print(f'Post: {item} to {town}')
    time.sleep(1)

connection.close()
