# rules: 17
# pairs: gather/failed

async def job(name):
    await asyncio.sleep_ms(3)
    return name

async def fails(ms):
    await asyncio.sleep_ms(ms)
    raise ValueError("x", ms)

async def main():
    log(await asyncio.gather(fails(5), job("ok"), fails(1), return_exceptions=True))
