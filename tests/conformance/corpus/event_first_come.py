# rules: 24
# pairs: event/finished

async def waits(name, event):
    log(name, await event.wait(), event.is_set())

async def main():
    event = asyncio.Event()
    for name in ["a", "b", "c", "d"]:
        asyncio.create_task(waits(name, event))
    await asyncio.sleep_ms(5)
    event.set()
    log("set")
    await asyncio.sleep_ms(0)
    log("end")
