# rules: 27, 28
# port: unix

async def ticks():
    for i in range(3):
        await asyncio.sleep_ms(10)
        log("tick", i)

async def first():
    asyncio.create_task(ticks())
    await asyncio.sleep_ms(15)
    raise ValueError("first")

async def second():
    await asyncio.sleep_ms(20)
    log("second ends")

log(attempt(lambda: asyncio.run(first())))
asyncio.run(second())
