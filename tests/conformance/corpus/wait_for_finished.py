# rules: 20
# pairs: wait_for/finished

async def job(ms):
    await asyncio.sleep_ms(ms)
    return ms

async def main():
    log(await asyncio.wait_for_ms(job(5), 10))
    log(await asyncio.wait_for(job(5), 1))
    task = asyncio.create_task(job(5))
    log(await asyncio.wait_for_ms(task, 10))
    log(await asyncio.wait_for_ms(task, 10))
