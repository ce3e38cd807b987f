# rules: 20, 10
# pairs: wait_for/timed_out, task/cancelled

async def job():
    await asyncio.sleep_ms(100)

async def main():
    task = asyncio.create_task(job())
    asyncio.create_task(outcome("other", task))
    await outcome("it", asyncio.wait_for_ms(task, 10))
    await asyncio.sleep_ms(5)
    log(task.done())
