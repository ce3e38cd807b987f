# rules: 10, 6
# A task whose sleep is over, but which has not had its turn yet.

async def job(name):
    try:
        await asyncio.sleep_ms(5)
        log(name, "slept")
    except asyncio.CancelledError:
        log(name, "cancelled")

async def canceller(tasks):
    await asyncio.sleep_ms(5)
    log("cancels")
    tasks[1].cancel()

async def main():
    tasks = []
    asyncio.create_task(canceller(tasks))
    tasks.append(asyncio.create_task(job("a")))
    tasks.append(asyncio.create_task(job("b")))
    tasks.append(asyncio.create_task(job("c")))
    await asyncio.sleep_ms(10)
