import asyncio
import sys
import time

import pika


# Each of these takes 50 milliseconds.
async def store():
    await asyncio.sleep(0.05)


async def mail():
    await asyncio.sleep(0.05)


async def text():
    await asyncio.sleep(0.05)


async def series(channel):
    await store()
    await mail()
    await text()


async def parallel(channel):
    await store()
    await asyncio.gather(mail(), text())


async def queued(channel):
    await store()
    for job in ['mail to Ann', 'text to Ann']:
        channel.basic_publish(exchange='', routing_key='jobs', body=job)


connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))
channel = connection.channel()
channel.queue_declare(queue='jobs', durable=True)

ways = {'series': series, 'parallel': parallel, 'queued': queued}
way = sys.argv[1]
begun = time.time()
asyncio.run(ways[way](channel))
waited = round((time.time() - begun) * 100) * 10
print(f'{way}: {waited} ms')

connection.close()
