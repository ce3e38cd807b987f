# rules: 13

async def job(name):
    return name

async def main():
    a = asyncio.create_task(job("a"))
    b = asyncio.create_task(job("b"))
    await asyncio.sleep_ms(2)
    log(await asyncio.gather(a, b))
    log(await asyncio.gather(b, job("c"), a))
