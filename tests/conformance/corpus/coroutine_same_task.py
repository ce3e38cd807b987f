# rules: 2

async def inner(task):
    log("inner", asyncio.current_task() == task)

async def other():
    log("other")

async def main():
    asyncio.create_task(other())
    await inner(asyncio.current_task())
    await asyncio.sleep_ms(0)
    log("end")
