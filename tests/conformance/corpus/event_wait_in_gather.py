# rules: 24, 13

async def sets(event):
    await asyncio.sleep_ms(4)
    event.set()
    return "set"

async def main():
    event = asyncio.Event()
    log(await asyncio.gather(event.wait(), sets(event), event.wait()))
