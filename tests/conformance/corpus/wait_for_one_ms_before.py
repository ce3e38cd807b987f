# rules: 20, 6

async def job():
    await asyncio.sleep_ms(9)
    return "result"

async def main():
    await outcome("it", asyncio.wait_for_ms(job(), 10))
    await outcome("it", asyncio.wait_for_ms(job(), 9))
    await outcome("it", asyncio.wait_for_ms(job(), 8))
