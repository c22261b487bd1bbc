import time

import pika

# Whoever asks first sends for it. That takes 4 seconds.
fish_at = None


def has_fish():
    global fish_at
    if fish_at is None:
        fish_at = time.monotonic() + 4
    return time.monotonic() >= fish_at


connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(
    queue='orders',
    durable=True,
    arguments={
        'x-dead-letter-exchange': 'dead',
        'x-message-ttl': 1000,
        'x-max-length': 1,
    },
)
channel.basic_qos(prefetch_count=1)


def cook(channel, method, properties, body):
    dish = body.decode()
    if dish == 'sushi' and not has_fish():
        print(f'{dish}: no fish yet')
        channel.basic_reject(method.delivery_tag, requeue=False)
        return
    print(f'{dish}: cooking')
    time.sleep(3)
    print(f'{dish}: ready')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='orders', on_message_callback=cook)
print('The kitchen is open.')
channel.start_consuming()
