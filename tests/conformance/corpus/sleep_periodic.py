# rules: 8

async def job(name, ms, times):
    for i in range(times):
        await asyncio.sleep_ms(ms)
        log(name, i)

async def main():
    asyncio.create_task(job("three", 3, 4))
    asyncio.create_task(job("four", 4, 3))
    await asyncio.sleep_ms(12)
    log("main")
    await asyncio.sleep_ms(0)
