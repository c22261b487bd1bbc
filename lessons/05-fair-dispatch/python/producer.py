import time

import pika

tasks = [
    'Task 1 .',
    'Task 2 ...',
    'Task 3 .',
    'Task 4 ...',
    'Task 5 .',
    'Task 6 ...',
    'Task 7 .',
    'Task 8 ...',
]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='tasks', durable=True)

for task in tasks:
    channel.basic_publish(exchange='', routing_key='tasks', body=task)
    print(f'Sent {task}')
    time.sleep(0.3)

connection.close()
