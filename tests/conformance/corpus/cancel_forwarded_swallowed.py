# rules: 10
# pairs: task/finished

async def job():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        return "anyway"

async def waits(task):
    return await task

async def main():
    task = asyncio.create_task(job())
    waiter = asyncio.create_task(waits(task))
    await asyncio.sleep_ms(5)
    log(waiter.cancel())
    await outcome("waiter", waiter)
