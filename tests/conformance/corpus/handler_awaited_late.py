# rules: 12, 9

async def fails():
    raise ValueError("x")

async def main():
    task = asyncio.create_task(fails())
    await asyncio.sleep_ms(5)
    await outcome("it", task)
    await outcome("again", task)
