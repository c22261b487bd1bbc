import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='shop', exchange_type='topic', durable=True)
channel.exchange_declare(exchange='accounting', exchange_type='fanout', durable=True)
channel.queue_declare(queue='audit', durable=True)
channel.queue_bind(queue='audit', exchange='shop', routing_key='#')
channel.queue_bind(queue='audit', exchange='accounting')


def receive(channel, method, properties, body):
    print(f'audit: {method.routing_key}, {body.decode()} (exchange {method.exchange})')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='audit', on_message_callback=receive)
print('audit is open.')
channel.start_consuming()
