# rules: 20
# pairs: queue/timed_out

async def producer(q):
    await asyncio.sleep_ms(15)
    await q.put("late")

async def main():
    q = asyncio.Queue()
    asyncio.create_task(producer(q))
    await outcome("get", asyncio.wait_for_ms(q.get(), 10))
    await outcome("get", asyncio.wait_for_ms(q.get(), 10))
