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


for number, name in enumerate(sys.argv[1:], start=1):
    while not post(f'letter {number}', name):
        time.sleep(2)
    time.sleep(0.5)

connection.close()
