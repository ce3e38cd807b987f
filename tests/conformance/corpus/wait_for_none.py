# rules: 21
# pairs: wait_for/finished

async def job(ms):
    await asyncio.sleep_ms(ms)
    return ms

async def fails():
    raise OSError(5)

async def main():
    log(await asyncio.wait_for_ms(job(50), None))
    log(await asyncio.wait_for(job(50), None))
    await outcome("fails", asyncio.wait_for_ms(fails(), None))
    task = asyncio.create_task(job(5))
    log(await asyncio.wait_for(task, None))
