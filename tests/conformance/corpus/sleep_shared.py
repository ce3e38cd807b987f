# rules: 8
# differs: ours
# theirs: a sleep that two tasks await lets the first sleep and the second go on at once
# ours: RuntimeError "coroutine was awaited already" in the second
# why: the second one was meant to sleep

async def waits(name, sleep):
    await sleep
    log(name)

async def main():
    sleep = asyncio.sleep_ms(5)
    a = asyncio.create_task(waits("a", sleep))
    b = asyncio.create_task(waits("b", sleep))
    await outcome("b", b)
    await outcome("a", a)
