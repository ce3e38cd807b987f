# rules: 26, 10
# port: unix

async def waits(name, flag):
    try:
        await flag.wait()
        log(name, "woken")
    except asyncio.CancelledError:
        log(name, "cancelled")
        raise

async def main():
    flag = asyncio.ThreadSafeFlag()
    task = asyncio.create_task(waits("first", flag))
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await asyncio.sleep_ms(1)
    flag.set()
    await asyncio.create_task(waits("second", flag))
