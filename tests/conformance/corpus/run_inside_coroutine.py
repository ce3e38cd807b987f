# rules: 28
# port: unix
# differs: ours
# theirs: `run` inside a coroutine runs a loop in the loop and leaves it without a current task: the unix port crashes at the next `await`
# ours: RuntimeError, with nothing broken
# why: two loops cannot share one queue

async def job():
    return "job"

async def main():
    log(attempt(lambda: asyncio.run(job())))
    log(isinstance(attempt(lambda: asyncio.current_task()), asyncio.Task))
    await asyncio.sleep_ms(1)
    log("goes on")
