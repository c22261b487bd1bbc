import pika

towns = ['berlin', 'paris']

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_declare(exchange='unknown', exchange_type='topic', durable=True)
channel.queue_declare(queue='unsorted', durable=True)
channel.queue_bind(queue='unsorted', exchange='unknown', routing_key='#')

channel.exchange_declare(
    exchange='unsorted',
    exchange_type='direct',
    durable=True,
    arguments={'alternate-exchange': 'unknown'},
)
channel.queue_declare(queue='abroad', durable=True)
for town in ['rome', 'oslo']:
    channel.queue_bind(queue='abroad', exchange='unsorted', routing_key=town)

channel.exchange_declare(
    exchange='letters',
    exchange_type='direct',
    durable=True,
    arguments={'alternate-exchange': 'unsorted'},
)
channel.exchange_declare(exchange='parcels', exchange_type='direct', durable=True)

for town in towns:
    channel.queue_declare(queue=town, durable=True)
    channel.queue_bind(queue=town, exchange='letters', routing_key=town)
    channel.queue_bind(queue=town, exchange='parcels', routing_key=town)
print(f"We deliver to {' and '.join(towns)}.")

connection.close()
