# rules: 13, 20

async def job(ms):
    await asyncio.sleep_ms(ms)
    return ms

async def main():
    log(await asyncio.gather(asyncio.wait_for_ms(job(5), 10), asyncio.wait_for_ms(job(15), 10), job(12), return_exceptions=True))
