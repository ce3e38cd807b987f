# rules: 13, 6
# When the gather's caller runs, among others that are ready.

async def job(name):
    await asyncio.sleep_ms(5)
    log(name)

async def main():
    await asyncio.sleep_ms(0)
    asyncio.create_task(job("before"))
    await asyncio.gather(job("a"), job("b"))
    log("gathered")
    await asyncio.sleep_ms(0)
