# rules: 10

async def job():
    return 1

async def fails():
    raise ValueError(1)

async def main():
    good = asyncio.create_task(job())
    bad = asyncio.create_task(fails())
    await outcome("good", good)
    await outcome("bad", bad)
    log(good.cancel(), bad.cancel())
    await outcome("good", good)
