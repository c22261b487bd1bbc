import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='orders', exchange_type='direct', durable=True)
channel.queue_declare(queue='warehouse', durable=True)
channel.queue_bind(queue='warehouse', exchange='orders', routing_key='paid')
channel.queue_bind(queue='warehouse', exchange='orders', routing_key='shipped')


def receive(channel, method, properties, body):
    print(f'Mail: {body.decode()} is {method.routing_key}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='warehouse', on_message_callback=receive)
print('Waiting for orders.')
channel.start_consuming()
