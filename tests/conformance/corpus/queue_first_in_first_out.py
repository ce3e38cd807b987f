# rules: 24
# pairs: queue/finished

async def producer(q):
    for i in range(4):
        log("puts", i)
        await q.put(i)
        await asyncio.sleep_ms(5)

async def main():
    q = asyncio.Queue()
    asyncio.create_task(producer(q))
    for i in range(4):
        log("got", await q.get())
    log(q.qsize())
