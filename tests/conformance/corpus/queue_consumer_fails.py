# rules: 12
# pairs: queue/failed

async def consumer(name, q):
    while True:
        item = await q.get()
        log(name, item)
        if item == "bad":
            raise ValueError(item)

async def main():
    q = asyncio.Queue()
    asyncio.create_task(consumer("a", q))
    task = asyncio.create_task(consumer("b", q))
    await asyncio.sleep_ms(2)
    for item in ["good", "bad", "bad"]:
        await q.put(item)
        await asyncio.sleep_ms(2)
    await outcome("b", task)
