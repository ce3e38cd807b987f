# rules: 25, 10
# pairs: lock/cancelled

async def uses(lock):
    await lock.acquire()
    log("never")

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(uses(lock))
    b = asyncio.create_task(uses(lock))
    await asyncio.sleep_ms(5)
    lock.release()
    a.cancel()
    b.cancel()
    await asyncio.sleep_ms(5)
    log(a.done(), b.done(), lock.locked())
    log(await lock.acquire())
