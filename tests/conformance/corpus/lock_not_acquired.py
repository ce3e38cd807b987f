# rules: 25

async def main():
    lock = asyncio.Lock()
    log(attempt(lambda: lock.release()))
    log(await lock.acquire(), lock.locked())
    lock.release()
    log(lock.locked(), attempt(lambda: lock.release()))
    log(await lock.acquire())
