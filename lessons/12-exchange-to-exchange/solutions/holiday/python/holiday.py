import pika

connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()

channel.exchange_unbind(destination='accounting', source='shop', routing_key='order.#')
print('Accounting is on holiday.')

connection.close()
