# rules: 24

async def main():
    event = asyncio.Event()
    log(event.is_set())
    event.set()
    log(event.is_set(), await event.wait(), event.is_set())
    event.set()
    event.clear()
    log(event.is_set())
