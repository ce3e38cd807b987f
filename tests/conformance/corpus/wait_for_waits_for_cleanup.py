# rules: 20
# pairs: wait_for/timed_out

async def job():
    try:
        await asyncio.sleep_ms(100)
    finally:
        await asyncio.sleep_ms(20)
        log("cleaned up")

async def main():
    await outcome("it", asyncio.wait_for_ms(job(), 10))
