import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.exchange_declare(exchange='dead', exchange_type='fanout', durable=True)
channel.queue_declare(queue='complaints', durable=True)
channel.queue_bind(queue='complaints', exchange='dead')


def receive(channel, method, properties, body):
    death = properties.headers['x-death'][0]
    print(f"{body.decode()}: {death['reason']} in the queue {death['queue']}")
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='complaints', on_message_callback=receive)
print('Complaints to me.')
channel.start_consuming()
