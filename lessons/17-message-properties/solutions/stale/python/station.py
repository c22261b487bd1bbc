import time

import pika

bulletins = [
    ('calm', {}),
    ('wind 3', {'type': 'reading', 'message_id': '2', 'expiration': '4000'}),
    ('wind 8', {'type': 'reading', 'message_id': '3', 'expiration': '4000'}),
    ('storm!', {'type': 'warning', 'message_id': '4'}),
]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

for text, properties in bulletins:
    channel.basic_publish(
        exchange='',
        routing_key='bulletins',
        body=text,
        properties=pika.BasicProperties(**properties),
    )
    print(f'Sent: {text}')
    time.sleep(0.6)

connection.close()
