# rules: 20
# pairs: wait_for/timed_out

async def job():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        log("cancelled")
        raise

async def main():
    await outcome("ms", asyncio.wait_for_ms(job(), 10))
    await outcome("s", asyncio.wait_for(job(), 0.01))
