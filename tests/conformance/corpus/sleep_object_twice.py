# rules: 8
# differs: ours
# theirs: the second await of a sleep returns at once
# ours: RuntimeError at the second await
# why: a coroutine can be awaited once, and a sleep is one

async def main():
    sleep = asyncio.sleep_ms(5)
    await sleep
    log("slept")
    await outcome("again", sleep)
    await asyncio.sleep_ms(5)
    log("goes on")
