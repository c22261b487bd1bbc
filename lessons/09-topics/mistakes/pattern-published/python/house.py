import time

import pika

events = [
    ('house.door.open', 'The front door is open.'),
    ('garden.*', 'The garden gate is open.'),
    ('house.kitchen.window.open', 'The kitchen window is open.'),
    ('house.cellar.smoke', 'Smoke in the cellar!'),
    ('garden.shed.smoke', 'Smoke in the garden shed!'),
]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.exchange_declare(exchange='home', exchange_type='topic', durable=True)

for key, event in events:
    channel.basic_publish(exchange='home', routing_key=key, body=event)
    print(f'{key}: {event}')
    time.sleep(1)

connection.close()
