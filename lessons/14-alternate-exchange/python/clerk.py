import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()


def receive(channel, method, properties, body):
    print(f'{body.decode()}, to {method.routing_key}? (exchange {method.exchange})')
    channel.basic_ack(method.delivery_tag)


print('What nobody wants is mine.')
channel.basic_consume(queue='unsorted', on_message_callback=receive)
channel.start_consuming()
