# rules: 12

async def job():
    await asyncio.sleep_ms(100)

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(1)
    task.cancel()
    await asyncio.sleep_ms(5)
    log("end", task.done())
