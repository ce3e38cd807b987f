# rules: 10, 11
# pairs: sleep/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        log("cancelled")
        raise
    finally:
        await asyncio.sleep_ms(2)
        log("cleaned up")

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(10)
    log(task.cancel(), task.done())
    await outcome("it", task)
