# rules: 19

async def job():
    await asyncio.sleep_ms(5)
    return "result"

async def gathers(task):
    log(await asyncio.gather(task))

async def main():
    task = asyncio.create_task(job())
    asyncio.create_task(gathers(task))
    await asyncio.sleep_ms(1)
    await outcome("child", task)
    await asyncio.sleep_ms(10)
    log(await task)
