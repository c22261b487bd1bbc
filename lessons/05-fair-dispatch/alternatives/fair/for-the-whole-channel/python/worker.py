import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='tasks', durable=True)
channel.basic_qos(prefetch_count=1, global_qos=True)


def work(channel, method, properties, body):
    task = body.decode()
    print(f'Started  {task}')

    # Every dot in the task is one second of work.
    time.sleep(task.count('.'))

    print(f'Finished {task}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='tasks', on_message_callback=work)
print('Waiting for tasks.')
channel.start_consuming()
