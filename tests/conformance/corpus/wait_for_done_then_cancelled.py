# rules: 22
# The child has ended and has woken the caller, which is cancelled before its turn.

async def job():
    await asyncio.sleep_ms(5)
    return "result"

async def canceller(tasks):
    await asyncio.sleep_ms(5)
    await asyncio.sleep_ms(0)
    await asyncio.sleep_ms(0)
    log("cancels", tasks[0].cancel())

async def caller():
    await outcome("wait_for", asyncio.wait_for_ms(job(), 50))

async def main():
    tasks = []
    asyncio.create_task(canceller(tasks))
    tasks.append(asyncio.create_task(caller()))
    await asyncio.sleep_ms(20)
    log(tasks[0].done())
