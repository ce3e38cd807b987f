# rules: 18
# One child awaits the very task that gathers it, and that is cancelled.

async def sleeper():
    await outcome("sleeper", asyncio.sleep_ms(100))

async def waiter(tasks):
    await outcome("waiter", tasks[0])

async def gatherer(tasks):
    children = [asyncio.create_task(waiter(tasks)), asyncio.create_task(sleeper())]
    await outcome("gather", asyncio.gather(*children))

async def main():
    tasks = []
    tasks.append(asyncio.create_task(gatherer(tasks)))
    await asyncio.sleep_ms(10)
    log(tasks[0].cancel())
    await asyncio.sleep_ms(200)
    log("alive")
