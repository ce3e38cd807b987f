# rules: 25
# Between the release and the waiter's turn nobody else can take it.

async def waits(lock):
    await lock.acquire()
    log("waiter has it", lock.locked())
    lock.release()

async def steals(lock):
    log("thief wants it", lock.locked())
    await lock.acquire()
    log("thief has it")
    lock.release()

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    asyncio.create_task(waits(lock))
    await asyncio.sleep_ms(5)
    lock.release()
    log(lock.locked(), attempt(lambda: lock.release()))
    await steals(lock)
    log(lock.locked())
