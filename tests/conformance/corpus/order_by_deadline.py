# rules: 6
# pairs: sleep/finished

async def job(name, ms):
    await asyncio.sleep_ms(ms)
    log(name)

async def main():
    asyncio.create_task(job("late", 30))
    asyncio.create_task(job("early", 10))
    asyncio.create_task(job("middle", 20))
    await asyncio.sleep_ms(40)
