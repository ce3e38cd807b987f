# rules: 10
# pairs: queue/cancelled

async def consumer(name, q):
    await outcome(name, q.get())

async def main():
    q = asyncio.Queue()
    a = asyncio.create_task(consumer("a", q))
    asyncio.create_task(consumer("b", q))
    await asyncio.sleep_ms(5)
    await q.put("item")
    log(a.cancel())
    await asyncio.sleep_ms(5)
    log(q.qsize())
