# rules: 20, 6

async def job():
    await asyncio.sleep_ms(10)
    log("slept")
    return "result"

async def main():
    await outcome("it", asyncio.wait_for_ms(job(), 10))
