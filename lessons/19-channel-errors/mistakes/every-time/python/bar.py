import time

import pika
from pika.exceptions import ChannelClosedByBroker

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))

for attempt in range(4):
    channel = connection.channel()
    try:
        channel.queue_declare(queue='snacks', passive=True)
        print('There are snacks today.')
        break
    except ChannelClosedByBroker as error:
        print(error.reply_text)
        time.sleep(1)

connection.close()
