import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

# Make the queue, unless it is there already.
channel.queue_declare(queue='hello', durable=True)

# '' is the default exchange. Its routing key is the name of a queue.
channel.basic_publish(exchange='', routing_key='goodbye', body='Hello World!')
print('Sent: Hello World!')

connection.close()
