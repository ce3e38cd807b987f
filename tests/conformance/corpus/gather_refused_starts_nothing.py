# rules: 19
# differs: ours
# theirs: RuntimeError "can't gather", but the coroutines that were given with the task have become tasks and run
# ours: RuntimeError "can't gather", with nothing started
# why: what is refused must have had no effect

async def job(name):
    await asyncio.sleep_ms(5)
    log(name, "ran")

async def main():
    task = asyncio.create_task(job("task"))
    asyncio.create_task(outcome("waiter", task))
    await asyncio.sleep_ms(1)
    await outcome("gather", asyncio.gather(job("a"), task, job("b")))
    await asyncio.sleep_ms(20)
    log("end")
