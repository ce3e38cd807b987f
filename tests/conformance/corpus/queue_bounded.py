# rules: 24
# pairs: queue/finished

async def producer(q):
    for i in range(5):
        await q.put(i)
        log("put", i, q.qsize())

async def main():
    q = asyncio.Queue(2)
    asyncio.create_task(producer(q))
    await asyncio.sleep_ms(10)
    for i in range(5):
        log("got", await q.get())
        await asyncio.sleep_ms(10)
