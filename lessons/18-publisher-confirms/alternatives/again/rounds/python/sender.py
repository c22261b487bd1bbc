import sys
import time

import pika
from pika.exceptions import NackError

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.confirm_delivery()
channel.exchange_declare(exchange='letters', exchange_type='direct', durable=True)


def post(letter, name):
    print(f'Posting {letter} to {name}')
    try:
        channel.basic_publish(exchange='letters', routing_key=name, body=letter)
    except NackError:
        print(f'Refused: {letter}')
        return False
    print(f'Confirmed: {letter}')
    return True


refused = [(f'letter {number}', name) for number, name in enumerate(sys.argv[1:], start=1)]
while refused:
    refused = [(letter, name) for letter, name in refused if not post(letter, name)]
    time.sleep(4)

connection.close()
