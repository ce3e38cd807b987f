# rules: 10
# A task that was woken by the end of another one, cancelled before its turn.

async def job():
    await asyncio.sleep_ms(5)
    return "result"

async def waits(task):
    try:
        log("got", await task)
    except asyncio.CancelledError:
        log("cancelled")
        raise

async def main():
    task = asyncio.create_task(job())
    waiters = []
    async def first():
        await task
        log("cancels", waiters[0].cancel())
    asyncio.create_task(first())
    await asyncio.sleep_ms(0)
    waiters.append(asyncio.create_task(waits(task)))
    await asyncio.sleep_ms(10)
    log(waiters[0].done())
