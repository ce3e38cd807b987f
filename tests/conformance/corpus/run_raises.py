# rules: 27
# port: unix

async def job():
    await asyncio.sleep_ms(5)
    raise OSError(5)

log("before")
log("after", attempt(lambda: asyncio.run(job())))
