# rules: 8

async def main():
    log(await asyncio.sleep_ms(1), await asyncio.sleep(0))
