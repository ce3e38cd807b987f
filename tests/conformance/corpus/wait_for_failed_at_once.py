# rules: 23
# pairs: wait_for/failed

async def fails():
    raise ValueError("at once")

async def main():
    await outcome("it", asyncio.wait_for_ms(fails(), 50))
    await asyncio.sleep_ms(5)
    log("end")
