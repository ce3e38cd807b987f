# rules: 25, 20
# pairs: lock/timed_out

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    await outcome("acquire", asyncio.wait_for_ms(lock.acquire(), 10))
    lock.release()
    log(lock.locked())
    await outcome("acquire", asyncio.wait_for_ms(lock.acquire(), 10))
    log(lock.locked())
