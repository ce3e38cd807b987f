# rules: 9
# pairs: task/failed

async def job():
    await asyncio.sleep_ms(5)
    raise OSError(5)

async def main():
    task = asyncio.create_task(job())
    asyncio.create_task(outcome("a", task))
    asyncio.create_task(outcome("b", task))
    await outcome("main", task)
    await asyncio.sleep_ms(1)
    await outcome("late", task)
