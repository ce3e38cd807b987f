# rules: 10
# pairs: queue/cancelled

async def producer(name, q):
    await outcome(name, q.put(name))

async def main():
    q = asyncio.Queue(1)
    await q.put("first")
    a = asyncio.create_task(producer("a", q))
    asyncio.create_task(producer("b", q))
    await asyncio.sleep_ms(5)
    log(a.cancel())
    await asyncio.sleep_ms(5)
    log(await q.get())
    log(await q.get())
    log(q.qsize())
