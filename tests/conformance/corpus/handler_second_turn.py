# rules: 12

async def fails():
    raise ValueError("x")

async def other(name):
    log(name)

async def main():
    asyncio.create_task(other("before"))
    asyncio.create_task(fails())
    asyncio.create_task(other("after"))
    await asyncio.sleep_ms(0)
    log("main")
    await asyncio.sleep_ms(0)
    log("end")
