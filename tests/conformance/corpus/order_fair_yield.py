# rules: 6

async def job(name):
    for i in range(3):
        log(name, i)
        await asyncio.sleep_ms(0)

async def main():
    asyncio.create_task(job("a"))
    asyncio.create_task(job("b"))
    asyncio.create_task(job("c"))
    await asyncio.sleep_ms(1)
