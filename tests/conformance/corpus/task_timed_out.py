# rules: 20
# pairs: task/timed_out

async def job():
    try:
        await asyncio.sleep_ms(50)
    finally:
        log("job leaves")

async def waits(task):
    await task

async def main():
    task = asyncio.create_task(job())
    await outcome("waits", asyncio.wait_for_ms(waits(task), 10))
    log(task.done())
    await outcome("task", task)
