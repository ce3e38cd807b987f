# rules: 13, 19

async def job():
    await asyncio.sleep_ms(5)
    return "result"

async def main():
    task = asyncio.create_task(job())
    log(await asyncio.gather(task))
    log(await asyncio.gather(task, job()))
    log(await task)
