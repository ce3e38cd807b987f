# rules: 4

async def job():
    log("never")

async def main():
    log(attempt(lambda: asyncio.create_task(None)))
    log(attempt(lambda: asyncio.create_task(1)))
    log(attempt(lambda: asyncio.create_task("a")))
    log(attempt(lambda: asyncio.create_task(job)))
    await asyncio.sleep_ms(1)
    log("goes on")
