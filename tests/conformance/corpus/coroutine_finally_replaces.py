# rules: 2

async def replaces():
    try:
        await asyncio.sleep_ms(1)
        raise ValueError("first")
    finally:
        await asyncio.sleep_ms(1)
        raise OSError(5)

async def main():
    await outcome("it", replaces())
