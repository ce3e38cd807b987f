# rules: 24
# pairs: event/finished

async def waits(name, event):
    log(name, await event.wait(), event.is_set())
    await event.wait()
    log(name, "again")

async def main():
    event = asyncio.Event()
    asyncio.create_task(waits("a", event))
    asyncio.create_task(waits("b", event))
    await asyncio.sleep_ms(5)
    event.set()
    event.clear()
    await asyncio.sleep_ms(5)
    event.set()
    await asyncio.sleep_ms(1)
