# rules: 9
# pairs: task/finished

async def job():
    await asyncio.sleep_ms(5)
    return "result"

async def main():
    task = asyncio.create_task(job())
    for name in ["a", "b", "c"]:
        asyncio.create_task(outcome(name, task))
    await asyncio.sleep_ms(5)
    log("main", await task)
    await asyncio.sleep_ms(0)
