import sys
import uuid

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='fibonacci', durable=True)

replies = 'amq.rabbitmq.reply-to'
asked = {}


def receive(channel, method, properties, body):
    number = asked.pop(properties.correlation_id)
    print(f'fibonacci({number}) is {body.decode()}')
    if not asked:
        channel.stop_consuming()


channel.basic_consume(queue=replies, on_message_callback=receive, auto_ack=True)

for number in sys.argv[1:]:
    request = str(uuid.uuid4())
    asked[request] = number
    properties = pika.BasicProperties(reply_to=replies, correlation_id=request)
    channel.basic_publish(exchange='', routing_key='fibonacci', body=number, properties=properties)
    print(f'What is fibonacci({number})?')

channel.start_consuming()
connection.close()
