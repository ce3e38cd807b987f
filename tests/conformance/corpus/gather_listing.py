# rules: 13
# pairs: gather/finished

async def fetch(name, delay):
    await asyncio.sleep_ms(delay)
    return name

async def main():
    results = await asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50))
    log(results)
