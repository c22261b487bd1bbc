import sys

import pika

queue = sys.argv[1] if len(sys.argv) > 1 else 'ledger'

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='shop', exchange_type='topic', durable=True)
channel.exchange_declare(exchange='accounting', exchange_type='fanout', durable=True)
channel.exchange_bind(destination='accounting', source='shop', routing_key='order.#')

channel.queue_declare(queue=queue, durable=True)
channel.queue_bind(queue=queue, exchange='accounting')


def receive(channel, method, properties, body):
    print(f'{queue}: {method.routing_key}, {body.decode()} (exchange {method.exchange})')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue=queue, on_message_callback=receive)
print(f'{queue} is open.')
channel.start_consuming()
