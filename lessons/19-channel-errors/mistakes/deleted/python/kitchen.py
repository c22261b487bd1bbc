import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_delete(queue='food')
channel.queue_declare(queue='food', durable=False)


def cook(channel, method, properties, body):
    print(f'Cooking {body.decode()}')
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='food', on_message_callback=cook)
print('The kitchen is open.')
channel.start_consuming()
