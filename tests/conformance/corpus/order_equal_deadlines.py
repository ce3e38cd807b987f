# rules: 6
# pairs: sleep/finished

async def job(name, ms):
    await asyncio.sleep_ms(ms)
    log(name)

async def first():
    await asyncio.sleep_ms(5)
    await asyncio.sleep_ms(5)
    log("in two steps")

async def main():
    asyncio.create_task(first())
    for name in ["a", "b", "c", "d", "e"]:
        asyncio.create_task(job(name, 10))
    await asyncio.sleep_ms(10)
    log("main")
    await asyncio.sleep_ms(0)
    log("end")
