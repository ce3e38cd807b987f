# rules: 13
# pairs: gather/finished

async def job(name, ms):
    log(name, "starts")
    await asyncio.sleep_ms(ms)
    return name

async def main():
    a = asyncio.create_task(job("a", 3))
    log("made")
    log(await asyncio.gather(job("b", 1), a, job("c", 2)))
