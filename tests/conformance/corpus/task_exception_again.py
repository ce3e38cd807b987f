# rules: 9
# pairs: task/failed

async def job():
    await asyncio.sleep_ms(5)
    raise ValueError("x", 2)

async def main():
    task = asyncio.create_task(job())
    for name in ["first", "second", "third"]:
        await outcome(name, task)
        await asyncio.sleep_ms(1)
