import sys
import time

import pika

# `python worker.py 2` breaks down in the middle of its second photo.
last = int(sys.argv[1]) if len(sys.argv) > 1 else None
count = 0

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='photos', durable=True)


def work(channel, method, properties, body):
    global count
    photo = body.decode()
    print(f'Started  {photo}')
    time.sleep(1)
    count += 1
    if count == last:
        print('Out of memory!')
        sys.exit(1)
    time.sleep(1)
    print(f'Finished {photo}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='photos', on_message_callback=work)
print('Waiting for photos.')
channel.start_consuming()
