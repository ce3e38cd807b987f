# rules: 1

async def job():
    log("never")

async def main():
    job()
    asyncio.gather(job(), job())
    await asyncio.sleep_ms(5)
    log("end")
