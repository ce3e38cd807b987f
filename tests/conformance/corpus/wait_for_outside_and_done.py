# rules: 22
# The child has ended, but the caller is cancelled before its turn.

async def job(tasks):
    await asyncio.sleep_ms(5)
    asyncio.create_task(canceller(tasks))
    log("job ends")
    return "result"

async def canceller(tasks):
    log("cancels", tasks[0].cancel())

async def caller(tasks):
    await outcome("wait_for", asyncio.wait_for_ms(job(tasks), 50))

async def main():
    tasks = []
    tasks.append(asyncio.create_task(caller(tasks)))
    await asyncio.sleep_ms(20)
    log(tasks[0].done())
