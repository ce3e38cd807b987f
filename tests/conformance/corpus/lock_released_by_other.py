# rules: 25

async def releases(lock):
    await asyncio.sleep_ms(3)
    lock.release()

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    asyncio.create_task(releases(lock))
    await lock.acquire()
    log("again")
