# rules: 12

async def fails():
    raise ValueError("lost")

async def main():
    asyncio.create_task(fails())
    log("made")
    await asyncio.sleep_ms(5)
    log("end")
