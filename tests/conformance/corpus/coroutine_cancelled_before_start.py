# rules: 3, 10

async def job():
    try:
        log("never")
        await asyncio.sleep_ms(1)
    finally:
        log("never")

async def main():
    task = asyncio.create_task(job())
    log(task.cancel(), task.done())
    await asyncio.sleep_ms(5)
    log(task.done())
    await outcome("it", task)
