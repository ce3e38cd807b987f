# rules: 4, 6

async def job(name):
    log(name, "starts")
    await asyncio.sleep_ms(0)
    log(name, "goes on")

async def main():
    asyncio.create_task(job("a"))
    asyncio.create_task(job("b"))
    log("main")
    await asyncio.sleep_ms(0)
    log("main again")
    await asyncio.sleep_ms(0)
    log("main ends")
