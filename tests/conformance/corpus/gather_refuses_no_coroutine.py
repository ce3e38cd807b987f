# rules: 19, 4

async def main():
    await outcome("gather", asyncio.gather(1))
    await asyncio.sleep_ms(1)
    log("end")
