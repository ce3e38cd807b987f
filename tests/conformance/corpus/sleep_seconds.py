# rules: 8

async def main():
    await asyncio.sleep(0.0159)
    log("15")
    await asyncio.sleep(1)
    log("1015")
    await asyncio.sleep(-1)
    log("at once")
    await asyncio.sleep(0)
    log("at once")
