# rules: 19
# differs: ours
# theirs: RuntimeError "can't gather" at the second one, but the first stays attached to the gather that is gone
# ours: RuntimeError "can't gather", with nothing started and nothing left attached
# why: the task could never be awaited again

async def job():
    log("starts")
    await asyncio.sleep_ms(5)
    return "result"

async def main():
    task = asyncio.create_task(job())
    await outcome("gather", asyncio.gather(task, task))
    await outcome("task", task)
