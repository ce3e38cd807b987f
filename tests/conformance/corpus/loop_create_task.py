# rules: 4

async def job(ms):
    await asyncio.sleep_ms(ms)
    return ms

async def main():
    loop = asyncio.get_event_loop()
    task = loop.create_task(job(4))
    log(loop == asyncio.get_event_loop(), isinstance(task, asyncio.Task))
    log(await task)
