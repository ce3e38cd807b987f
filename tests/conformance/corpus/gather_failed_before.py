# rules: 16
# pairs: gather/failed

async def fails():
    raise OSError(5)

async def slow():
    await asyncio.sleep_ms(20)
    log("slow ends")

async def main():
    task = asyncio.create_task(fails())
    await outcome("task", task)
    await outcome("gather", asyncio.gather(slow(), task))
    await asyncio.sleep_ms(30)
    log("end")
