# rules: 18
# pairs: gather/cancelled

async def job(name):
    try:
        await asyncio.sleep_ms(100)
    finally:
        log(name, "cleans up")
        await asyncio.sleep_ms(3)
        log(name, "cleaned up")

async def caller():
    try:
        await asyncio.gather(job("a"), job("b"))
    except asyncio.CancelledError:
        log("caller cancelled")
        raise

async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await outcome("caller", task)
    await asyncio.sleep_ms(10)
