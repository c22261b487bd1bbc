import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='apples', durable=True)
channel.basic_qos(prefetch_count=5)

crate = []


def inspect(channel, method, properties, body):
    apple = body.decode()
    time.sleep(0.7)
    crate.append(apple)
    print(f'{apple}: looked at')
    if len(crate) < 5:
        return

    if any(each.endswith('rotten') for each in crate):
        print('Crate refused')
        channel.basic_nack(method.delivery_tag, multiple=True, requeue=False)
    else:
        print('Crate accepted')
        channel.basic_ack(method.delivery_tag, multiple=True)
    crate.clear()


channel.basic_consume(queue='apples', on_message_callback=inspect)
print('Waiting for apples.')
channel.start_consuming()
