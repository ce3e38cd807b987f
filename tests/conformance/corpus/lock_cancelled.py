# rules: 25, 10
# pairs: lock/cancelled

async def uses(name, lock):
    try:
        await lock.acquire()
    except asyncio.CancelledError:
        log(name, "cancelled")
        raise
    log(name, "has it")
    await asyncio.sleep_ms(2)
    lock.release()

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(uses("a", lock))
    b = asyncio.create_task(uses("b", lock))
    await asyncio.sleep_ms(5)
    log(a.cancel())
    await asyncio.sleep_ms(1)
    lock.release()
    await asyncio.sleep_ms(5)
    log(a.done(), b.done(), lock.locked())
