# rules: 15

async def fails(name):
    log(name)
    raise ValueError(name)

async def main():
    await outcome("gather", asyncio.gather(fails("a"), fails("b")))
    await asyncio.sleep_ms(5)
    log("end")
