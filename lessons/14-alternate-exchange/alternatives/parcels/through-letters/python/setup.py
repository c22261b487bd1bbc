import pika

towns = ['berlin', 'paris']

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='unsorted', exchange_type='fanout', durable=True)
channel.queue_declare(queue='unsorted', durable=True)
channel.queue_bind(queue='unsorted', exchange='unsorted')

channel.exchange_declare(
    exchange='letters',
    exchange_type='direct',
    durable=True,
    arguments={'alternate-exchange': 'unsorted'},
)
channel.exchange_declare(
    exchange='parcels',
    exchange_type='direct',
    durable=True,
    arguments={'alternate-exchange': 'letters'},
)

for town in towns:
    channel.queue_declare(queue=town, durable=True)
    channel.queue_bind(queue=town, exchange='letters', routing_key=town)
    channel.queue_bind(queue=town, exchange='parcels', routing_key=town)
print(f"We deliver to {' and '.join(towns)}.")

connection.close()
