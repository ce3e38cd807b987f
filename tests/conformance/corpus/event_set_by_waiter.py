# rules: 24

async def waits(name, first, second):
    await first.wait()
    log(name)
    second.set()

async def main():
    first = asyncio.Event()
    second = asyncio.Event()
    asyncio.create_task(waits("b", second, asyncio.Event()))
    asyncio.create_task(waits("a", first, second))
    await asyncio.sleep_ms(2)
    first.set()
    await asyncio.sleep_ms(0)
    log("end")
    await asyncio.sleep_ms(0)
