import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

# Make the queues, unless they are there already.
channel.queue_declare(queue='hello', durable=True)
channel.queue_declare(queue='goodbye', durable=True)

# '' is the default exchange. Its routing key is the name of a queue.
channel.basic_publish(exchange='', routing_key='hello', body='Hello World!')
print('Sent: Hello World!')
channel.basic_publish(exchange='', routing_key='goodbye', body='Goodbye World!')
print('Sent: Goodbye World!')

connection.close()
