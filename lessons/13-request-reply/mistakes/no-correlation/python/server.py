import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='fibonacci', durable=True)
channel.basic_qos(prefetch_count=1)


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def answer(channel, method, properties, body):
    n = int(body)
    print(f'Computing fibonacci({n})')
    time.sleep(0.3 * n)
    channel.basic_publish(
        exchange='',
        routing_key=properties.reply_to,
        body=str(fibonacci(n)),
    )
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='fibonacci', on_message_callback=answer)
print('Waiting for requests.')
channel.start_consuming()
