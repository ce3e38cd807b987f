# rules: 9
# pairs: task/finished

async def job():
    await asyncio.sleep_ms(5)
    return "result"

async def main():
    task = asyncio.create_task(job())
    log(task.done())
    log(await task, task.done())
    log(await task)
    await asyncio.sleep_ms(5)
    log(await task)
