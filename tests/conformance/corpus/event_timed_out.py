# rules: 24, 20
# pairs: event/timed_out

async def main():
    event = asyncio.Event()
    await outcome("wait", asyncio.wait_for_ms(event.wait(), 10))
    event.set()
    await outcome("wait", asyncio.wait_for_ms(event.wait(), 10))
