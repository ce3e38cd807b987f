# rules: 26, 20
# port: unix

async def sets(flag):
    await asyncio.sleep_ms(15)
    flag.set()

async def main():
    flag = asyncio.ThreadSafeFlag()
    asyncio.create_task(sets(flag))
    await outcome("wait", asyncio.wait_for_ms(flag.wait(), 10))
    await outcome("wait", asyncio.wait_for_ms(flag.wait(), 10))
