import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='jobs', durable=True)
channel.basic_qos(prefetch_count=1)  # one job at a time


def work(channel, method, properties, body):
    time.sleep(0.05)
    print(f'Done: {body.decode()}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='jobs', on_message_callback=work)
print('Waiting for jobs.')
channel.start_consuming()
