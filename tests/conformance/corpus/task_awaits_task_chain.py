# rules: 9

async def first():
    await asyncio.sleep_ms(4)
    return 1

async def next_one(task):
    return 1 + await task

async def main():
    a = asyncio.create_task(first())
    b = asyncio.create_task(next_one(a))
    c = asyncio.create_task(next_one(b))
    log(await c, await b, await a)
