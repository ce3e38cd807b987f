# rules: 10
# pairs: sleep/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        log("cancelled")
        raise

async def other():
    log("other")

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(5)
    asyncio.create_task(other())
    log(task.cancel())
    log("still in main", task.done())
    await asyncio.sleep_ms(0)
    log(task.done())
