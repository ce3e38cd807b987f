# rules: 12, 27

async def main():
    await asyncio.sleep_ms(2)
    raise OSError(2)
