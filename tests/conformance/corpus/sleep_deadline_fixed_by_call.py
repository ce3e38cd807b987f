# rules: 8

async def main():
    deadline = asyncio.sleep_ms(10)
    log("made")
    await deadline
    log("ten")
