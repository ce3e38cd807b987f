# rules: 12

async def fails(i):
    await asyncio.sleep_ms(i % 2)
    raise ValueError(i)

async def main():
    for i in range(5):
        asyncio.create_task(fails(i))
    await asyncio.sleep_ms(3)
    log("end")
