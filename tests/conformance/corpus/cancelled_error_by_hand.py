# rules: 11, 12

async def job():
    await asyncio.sleep_ms(1)
    raise asyncio.CancelledError()

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(5)
    log(task.done(), task.cancel())
    await outcome("it", task)
