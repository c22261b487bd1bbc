import sys
import uuid

import pika

numbers = sys.argv[1:]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()


def ask():
    properties = pika.BasicProperties(
        reply_to='amq.rabbitmq.reply-to', correlation_id=str(uuid.uuid4())
    )
    channel.basic_publish(
        exchange='', routing_key='fibonacci', body=numbers[0], properties=properties
    )


def receive(channel, method, properties, body):
    print(f'fibonacci({numbers.pop(0)}) is {body.decode()}')
    if numbers:
        ask()
    else:
        channel.stop_consuming()


channel.basic_consume(
    queue='amq.rabbitmq.reply-to', on_message_callback=receive, auto_ack=True
)
ask()
channel.start_consuming()
connection.close()
