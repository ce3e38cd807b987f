# rules: 20
# pairs: wait_for/timed_out

async def job():
    try:
        await asyncio.sleep_ms(100)
    finally:
        log("job leaves")

async def inner():
    return await asyncio.wait_for_ms(job(), 50)

async def main():
    await outcome("outer first", asyncio.wait_for_ms(inner(), 10))
    async def outer():
        return await asyncio.wait_for_ms(job(), 10)
    await outcome("inner first", asyncio.wait_for_ms(outer(), 50))
