import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='apples', durable=True)
channel.basic_qos(prefetch_count=1)


def inspect(channel, method, properties, body):
    apple = body.decode()
    time.sleep(0.7)
    if apple.endswith('spotted') and not method.redelivered:
        print(f"{apple}: I'll look again")
        channel.basic_reject(method.delivery_tag, requeue=True)
        return
    print(f'{apple}: accepted')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='apples', on_message_callback=inspect)
print('Waiting for apples.')
channel.start_consuming()
