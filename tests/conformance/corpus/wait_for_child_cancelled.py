# rules: 23
# pairs: wait_for/cancelled

async def job():
    await asyncio.sleep_ms(100)

async def canceller(task):
    await asyncio.sleep_ms(5)
    log(task.cancel())

async def main():
    task = asyncio.create_task(job())
    asyncio.create_task(canceller(task))
    await outcome("it", asyncio.wait_for_ms(task, 50))
    log(task.done())
