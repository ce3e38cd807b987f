# rules: 6, 8

async def job(name, ms):
    await asyncio.sleep_ms(ms)
    log(name)

async def main():
    asyncio.create_task(job("a", 0))
    asyncio.create_task(job("b", -100))
    asyncio.create_task(job("c", 0))
    await asyncio.sleep_ms(1)
