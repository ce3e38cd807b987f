# rules: 20
# pairs: sleep/timed_out

async def job():
    await asyncio.sleep_ms(20)

async def main():
    await outcome("sleep", asyncio.wait_for_ms(job(), 5))
    log("after")
