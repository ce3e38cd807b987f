# rules: 17
# pairs: gather/cancelled

async def job():
    await asyncio.sleep_ms(50)

async def good():
    await asyncio.sleep_ms(10)
    return "good"

async def canceller(task):
    await asyncio.sleep_ms(5)
    log(task.cancel())

async def main():
    task = asyncio.create_task(job())
    asyncio.create_task(canceller(task))
    log(await asyncio.gather(good(), task, return_exceptions=True))
