# rules: 2
# differs: ours
# theirs: awaiting a coroutine that has ended gives None at once
# ours: RuntimeError "coroutine was awaited already"
# why: its result is gone, and None could pass for one

async def job():
    log("runs")
    return "result"

async def main():
    coroutine = job()
    await outcome("first", coroutine)
    await outcome("second", coroutine)
