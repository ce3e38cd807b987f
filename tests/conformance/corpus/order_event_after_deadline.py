# rules: 6, 24
# pairs: event/finished

async def waits(event):
    await event.wait()
    log("event")

async def sleeps(name, ms):
    await asyncio.sleep_ms(ms)
    log(name)

async def main():
    event = asyncio.Event()
    asyncio.create_task(waits(event))
    asyncio.create_task(sleeps("b", 10))
    await asyncio.sleep_ms(10)
    asyncio.create_task(sleeps("c", 0))
    event.set()
    log("set")
    await asyncio.sleep_ms(0)
    log("end")
