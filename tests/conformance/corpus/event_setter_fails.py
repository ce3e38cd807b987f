# rules: 24, 20
# pairs: event/failed

async def fails():
    await asyncio.sleep_ms(5)
    raise OSError(5)

async def main():
    event = asyncio.Event()
    asyncio.create_task(fails())
    await outcome("wait", asyncio.wait_for_ms(event.wait(), 10))
