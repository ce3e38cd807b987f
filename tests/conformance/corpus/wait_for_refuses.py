# rules: 4, 21

async def main():
    await outcome("it", asyncio.wait_for_ms(1, 10))
    await asyncio.sleep_ms(1)
    log("end")
