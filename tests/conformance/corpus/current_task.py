# rules: 9

async def job(name):
    task = asyncio.current_task()
    await asyncio.sleep_ms(1)
    log(name, task == asyncio.current_task())
    return task == asyncio.current_task()

async def main():
    a = asyncio.create_task(job("a"))
    b = asyncio.create_task(job("b"))
    log(a == asyncio.current_task(), a == b)
    log(await a, await b)
