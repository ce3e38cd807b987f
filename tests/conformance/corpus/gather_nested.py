# rules: 13

async def job(name, ms):
    await asyncio.sleep_ms(ms)
    log(name)
    return name

async def main():
    log(await asyncio.gather(job("a", 4), asyncio.create_task(pair()), job("d", 1)))

async def pair():
    return await asyncio.gather(job("b", 2), job("c", 3))
