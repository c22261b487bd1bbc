import time

import pika

papers = [
    ('an invoice', {'type': 'invoice', 'urgent': False, 'pages': '1'}),
    ('an urgent contract', {'type': 'contract', 'urgent': True, 'pages': '12'}),
    ('an urgent invoice', {'type': 'invoice', 'urgent': True, 'pages': '2'}),
    ('a signed contract', {'type': 'contract', 'signed': True, 'pages': '9'}),
    ('a birthday card', {'type': 'card', 'pages': '1'}),
]

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.exchange_declare(exchange='papers', exchange_type='headers', durable=True)

for paper, headers in papers:
    channel.basic_publish(
        exchange='papers',
        routing_key='',
        body=paper,
        properties=pika.BasicProperties(headers=headers),
    )
    print(f'Office: {paper}')
    time.sleep(1)

connection.close()
