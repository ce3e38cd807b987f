# rules: 15, 12

async def fails(ms, errno):
    await asyncio.sleep_ms(ms)
    raise OSError(errno)

async def main():
    await outcome("gather", asyncio.gather(fails(10, 1), fails(20, 2), fails(30, 3)))
    await asyncio.sleep_ms(50)
    log("end")
