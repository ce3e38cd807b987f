# rules: 9
# pairs: task/finished

async def job():
    return 1

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(3)
    log(task.done())
    log(await task)
