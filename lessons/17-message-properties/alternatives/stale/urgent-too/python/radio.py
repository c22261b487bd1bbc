import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='bulletins', durable=True, arguments={'x-max-priority': 1})
channel.basic_qos(prefetch_count=1)


def read(channel, method, properties, body):
    present = [f'{name} {value}' for name, value in vars(properties).items() if value is not None]
    print(f'On air: {body.decode()}')
    print(f"  {', '.join(present) or 'no properties'}")
    time.sleep(3)
    channel.basic_ack(method.delivery_tag)


channel.basic_consume(queue='bulletins', on_message_callback=read)
print('The radio is on.')
channel.start_consuming()
