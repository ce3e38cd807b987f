# rules: 15

async def fails(errno):
    await asyncio.sleep_ms(10)
    raise OSError(errno)

async def main():
    await outcome("gather", asyncio.gather(fails(1), fails(2), fails(3)))
    await asyncio.sleep_ms(50)
    log("end")
