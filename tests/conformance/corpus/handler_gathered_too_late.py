# rules: 12, 16
# pairs: gather/failed

async def fails():
    raise ValueError("x")

async def main():
    task = asyncio.create_task(fails())
    await asyncio.sleep_ms(0)
    await outcome("gather", asyncio.gather(task))
    await asyncio.sleep_ms(5)
    log("end")
