# rules: 6

async def job(i, ms):
    await asyncio.sleep_ms(ms)
    log(i, ms)

async def main():
    seed = 7
    for i in range(20):
        seed = (seed * 137 + 11) % 101
        asyncio.create_task(job(i, seed % 13))
    await asyncio.sleep_ms(20)
