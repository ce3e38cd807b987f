# rules: 18, 17
# pairs: gather/cancelled

async def job(name):
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        log(name, "cancelled")
        raise

async def caller():
    log(await asyncio.gather(job("a"), job("b"), return_exceptions=True))

async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await outcome("caller", task)
    await asyncio.sleep_ms(5)
