# rules: 18
# The children have ended, but the caller has not had its turn yet.

async def job(name):
    await asyncio.sleep_ms(5)
    log(name)

async def ends(tasks):
    await asyncio.sleep_ms(5)
    log("cancels", tasks[0].cancel())

async def caller(tasks):
    log(await asyncio.gather(job("a"), job("b"), ends(tasks)))

async def main():
    tasks = []
    tasks.append(asyncio.create_task(caller(tasks)))
    await outcome("caller", tasks[0])
