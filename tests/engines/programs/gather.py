import asyncio
from time import ticks_diff, ticks_ms

async def fetch(name, delay_ms):
    await asyncio.sleep_ms(delay_ms)
    return name

async def main():
    start = ticks_ms()
    results = await asyncio.gather(fetch("a", 100), fetch("b", 200), fetch("c", 50))
    print(results)
    print(round(ticks_diff(ticks_ms(), start) / 100))
    print(await asyncio.gather())
