# rules: 20, 18
# pairs: gather/timed_out

async def job(name):
    try:
        await asyncio.sleep_ms(100)
    finally:
        log(name, "leaves")

async def both():
    return await asyncio.gather(job("a"), job("b"))

async def main():
    await outcome("both", asyncio.wait_for_ms(both(), 10))
    await asyncio.sleep_ms(5)
