# rules: 19
# differs: ours
# theirs: a task that gathers itself waits for ever
# ours: RuntimeError "can't gather"
# why: it cannot ever go on

async def job():
    await asyncio.sleep_ms(1)
    await outcome("gather", asyncio.gather(asyncio.current_task()))
    log("goes on")

async def main():
    asyncio.create_task(job())
    await asyncio.sleep_ms(5)
    log("end")
