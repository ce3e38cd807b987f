# rules: 24, 12
# pairs: event/failed

async def waits(name, event):
    await event.wait()
    raise ValueError(name)

async def waits_well(event):
    await event.wait()
    log("well")

async def main():
    event = asyncio.Event()
    asyncio.create_task(waits("a", event))
    asyncio.create_task(waits_well(event))
    task = asyncio.create_task(waits("b", event))
    await asyncio.sleep_ms(5)
    event.set()
    await outcome("b", task)
    await asyncio.sleep_ms(5)
