# rules: 9
# pairs: sleep/failed

async def job():
    await asyncio.sleep_ms(10)
    raise OSError(19)

async def main():
    task = asyncio.create_task(job())
    await outcome("first", task)
    await outcome("again", task)
