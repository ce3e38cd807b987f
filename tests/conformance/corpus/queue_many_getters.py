# rules: 24
# pairs: queue/finished

async def consumer(name, q):
    log(name, "got", await q.get())

async def main():
    q = asyncio.Queue()
    for name in ["a", "b", "c"]:
        asyncio.create_task(consumer(name, q))
    await asyncio.sleep_ms(5)
    await q.put(1)
    await asyncio.sleep_ms(5)
    await q.put(2)
    await q.put(3)
    await asyncio.sleep_ms(5)
