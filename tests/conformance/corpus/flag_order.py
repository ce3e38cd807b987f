# rules: 26, 6
# port: unix

async def waits(flag):
    await flag.wait()
    log("flag")

async def sleeps(name, ms):
    await asyncio.sleep_ms(ms)
    log(name)

async def main():
    flag = asyncio.ThreadSafeFlag()
    asyncio.create_task(waits(flag))
    asyncio.create_task(sleeps("five", 5))
    await asyncio.sleep_ms(5)
    asyncio.create_task(sleeps("zero", 0))
    flag.set()
    log("set")
    await asyncio.sleep_ms(1)
