# rules: 10, 11

async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep_ms(10)
        except asyncio.CancelledError:
            log("swallowed", i)
    return "mine"

async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep_ms(15)
    log(task.cancel())
    await outcome("it", task)
