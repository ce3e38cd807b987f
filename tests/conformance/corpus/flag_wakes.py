# rules: 26
# port: unix

async def sets(flag, ms):
    await asyncio.sleep_ms(ms)
    log("sets")
    flag.set()

async def main():
    flag = asyncio.ThreadSafeFlag()
    asyncio.create_task(sets(flag, 5))
    await flag.wait()
    log("woken")
    asyncio.create_task(sets(flag, 3))
    await flag.wait()
    log("woken")
