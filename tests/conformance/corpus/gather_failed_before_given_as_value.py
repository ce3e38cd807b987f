# rules: 16, 17

async def fails():
    raise OSError(5)

async def slow():
    await asyncio.sleep_ms(20)
    return "slow"

async def main():
    task = asyncio.create_task(fails())
    await outcome("task", task)
    log(await asyncio.gather(slow(), task, return_exceptions=True))
