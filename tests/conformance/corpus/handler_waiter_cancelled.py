# rules: 12, 10

async def fails():
    try:
        await asyncio.sleep_ms(50)
    finally:
        raise ValueError("in clean-up")

async def waits(task):
    await task

async def main():
    task = asyncio.create_task(fails())
    waiter = asyncio.create_task(waits(task))
    await asyncio.sleep_ms(5)
    waiter.cancel()
    await asyncio.sleep_ms(5)
    log(task.done(), waiter.done())
