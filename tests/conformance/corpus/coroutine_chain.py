# rules: 2

async def chain(depth):
    if depth == 0:
        log("bottom")
        await asyncio.sleep_ms(5)
        return 0
    return 1 + await chain(depth - 1)

async def main():
    log(await chain(8))
