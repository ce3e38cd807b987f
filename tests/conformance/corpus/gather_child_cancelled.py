# rules: 15, 17
# pairs: gather/cancelled

async def job(ms):
    await asyncio.sleep_ms(ms)
    log("slept", ms)

async def canceller(task):
    await asyncio.sleep_ms(5)
    log(task.cancel())

async def main():
    task = asyncio.create_task(job(50))
    asyncio.create_task(canceller(task))
    await outcome("gather", asyncio.gather(job(10), task))
    await asyncio.sleep_ms(20)
