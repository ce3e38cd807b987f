# rules: 27
# port: unix

async def job():
    return isinstance(asyncio.current_task(), asyncio.Task)

log(attempt(lambda: asyncio.current_task()))
log(asyncio.run(job()))
log(attempt(lambda: asyncio.current_task()))
