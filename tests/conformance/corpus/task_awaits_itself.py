# rules: 9
# differs: ours
# theirs: a task that awaits itself waits for ever
# ours: RuntimeError "can't await self" at the await
# why: it cannot ever go on

async def job():
    await asyncio.sleep_ms(1)
    await outcome("itself", asyncio.current_task())
    log("goes on")

async def main():
    asyncio.create_task(job())
    await asyncio.sleep_ms(5)
    log("end")
