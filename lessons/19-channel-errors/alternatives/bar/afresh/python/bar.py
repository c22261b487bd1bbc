import pika
from pika.exceptions import ChannelClosedByBroker

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

try:
    channel.queue_declare(queue='snacks', passive=True)
    print('There are snacks today.')
except ChannelClosedByBroker as error:
    print(error.reply_text)
    print('No snacks today.')
    channel = connection.channel()


def pour(channel, method, properties, body):
    print(f'Pouring {body.decode()}')
    channel.basic_ack(method.delivery_tag)


channel.queue_declare(queue='drinks', durable=True)
channel.basic_consume(queue='drinks', on_message_callback=pour)
channel.start_consuming()
