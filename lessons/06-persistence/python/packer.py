import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='orders')
channel.basic_qos(prefetch_count=1)


def pack(channel, method, properties, body):
    order = body.decode()
    again = ' (once more)' if method.redelivered else ''
    print(f'Packing {order}{again}')
    time.sleep(2)
    print(f'Packed  {order}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='orders', on_message_callback=pack)
print('Waiting for orders.')
channel.start_consuming()
