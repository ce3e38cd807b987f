# rules: 10
# pairs: task/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        log("job cancelled")
        raise

async def waits(name, task):
    try:
        await task
    except asyncio.CancelledError:
        log(name, "cancelled")
        raise

async def main():
    task = asyncio.create_task(job())
    a = asyncio.create_task(waits("a", task))
    b = asyncio.create_task(waits("b", task))
    await asyncio.sleep_ms(5)
    log(a.cancel())
    await asyncio.sleep_ms(1)
    log(task.done(), a.done(), b.done())
