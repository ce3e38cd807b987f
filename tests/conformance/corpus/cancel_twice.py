# rules: 10

async def job():
    try:
        await asyncio.sleep_ms(100)
    finally:
        log("cleans up")
        await asyncio.sleep_ms(2)
        log("cleaned up")

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(5)
    log(task.cancel(), task.cancel())
    await outcome("it", task)
