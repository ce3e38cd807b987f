# rules: 26
# port: unix

async def waits(flag):
    while True:
        await flag.wait()
        log("woken")

async def main():
    flag = asyncio.ThreadSafeFlag()
    asyncio.create_task(waits(flag))
    await asyncio.sleep_ms(2)
    for i in range(3):
        flag.set()
    await asyncio.sleep_ms(5)
    flag.set()
    await asyncio.sleep_ms(5)
