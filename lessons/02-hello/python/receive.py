import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

# The same line as in send.py: whoever comes first makes the queue.
channel.queue_declare(queue='hello', durable=True)


def receive(channel, method, properties, body):
    print(f'Received: {body.decode()}')


channel.basic_consume(queue='hello', on_message_callback=receive, auto_ack=True)
print('Waiting for messages.')
channel.start_consuming()
