# rules: 3, 10

async def job():
    log("never")

async def main():
    task = asyncio.create_task(job())
    log(task.cancel(), task.cancel())
    await asyncio.sleep_ms(1)
    log(task.cancel(), task.done())
