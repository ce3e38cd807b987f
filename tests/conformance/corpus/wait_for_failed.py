# rules: 23
# pairs: wait_for/failed

async def fails(ms):
    await asyncio.sleep_ms(ms)
    raise OSError(110)

async def main():
    await outcome("coroutine", asyncio.wait_for_ms(fails(3), 50))
    task = asyncio.create_task(fails(3))
    await outcome("task", asyncio.wait_for_ms(task, 50))
    await outcome("again", asyncio.wait_for_ms(task, 50))
    await asyncio.sleep_ms(5)
    log("end")
