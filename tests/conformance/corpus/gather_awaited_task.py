# rules: 19

async def job():
    await asyncio.sleep_ms(5)
    return "result"

async def main():
    task = asyncio.create_task(job())
    asyncio.create_task(outcome("waiter", task))
    await asyncio.sleep_ms(1)
    await outcome("gather", asyncio.gather(task))
    await asyncio.sleep_ms(10)
    log("end")
