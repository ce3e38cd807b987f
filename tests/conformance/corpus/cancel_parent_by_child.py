# rules: 10
# differs: ours
# theirs: a child that cancels the task which awaits it gets True, and the cancellation is lost
# ours: RuntimeError "can't cancel self" at the call
# why: the cancellation is forwarded to the awaited task, which is the one that runs

async def child(parent):
    log(attempt(lambda: parent.cancel()))
    await asyncio.sleep_ms(1)
    return "child"

async def main():
    log(await asyncio.create_task(child(asyncio.current_task())))
    await asyncio.sleep_ms(1)
    log("end")
