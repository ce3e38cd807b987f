# rules: 24, 10
# pairs: event/cancelled

async def waits(event):
    try:
        await event.wait()
        log("woken")
    except asyncio.CancelledError:
        log("cancelled")
        raise

async def main():
    event = asyncio.Event()
    task = asyncio.create_task(waits(event))
    await asyncio.sleep_ms(5)
    event.set()
    log(task.cancel())
    await asyncio.sleep_ms(1)
    log(task.done(), event.is_set())
