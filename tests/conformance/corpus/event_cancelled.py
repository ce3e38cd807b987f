# rules: 24, 10
# pairs: event/cancelled

async def waits(name, event):
    try:
        await event.wait()
        log(name, "woken")
    except asyncio.CancelledError:
        log(name, "cancelled")
        raise

async def main():
    event = asyncio.Event()
    a = asyncio.create_task(waits("a", event))
    b = asyncio.create_task(waits("b", event))
    c = asyncio.create_task(waits("c", event))
    await asyncio.sleep_ms(5)
    log(b.cancel())
    event.set()
    await asyncio.sleep_ms(1)
    log(a.done(), b.done(), c.done())
