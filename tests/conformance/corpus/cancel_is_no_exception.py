# rules: 11

async def job():
    try:
        await asyncio.sleep_ms(100)
    except Exception:
        log("never")
    log("never")

async def main():
    e = asyncio.CancelledError()
    log(isinstance(e, Exception), isinstance(e, BaseException))
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(1)
    task.cancel()
    await outcome("it", task)
