# rules: 26
# port: unix

async def waits(name, flag):
    await flag.wait()
    log(name)

async def main():
    a = asyncio.ThreadSafeFlag()
    b = asyncio.ThreadSafeFlag()
    asyncio.create_task(waits("a", a))
    asyncio.create_task(waits("b", b))
    await asyncio.sleep_ms(5)
    b.set()
    await asyncio.sleep_ms(5)
    a.set()
    await asyncio.sleep_ms(5)
    log("end")
