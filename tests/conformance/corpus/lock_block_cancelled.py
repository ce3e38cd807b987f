# rules: 25, 10
# pairs: lock/cancelled

async def uses(name, lock):
    async with lock:
        log(name, "has it", lock.locked())
        await asyncio.sleep_ms(100)

async def main():
    lock = asyncio.Lock()
    a = asyncio.create_task(uses("a", lock))
    b = asyncio.create_task(uses("b", lock))
    await asyncio.sleep_ms(5)
    a.cancel()
    await asyncio.sleep_ms(5)
    log(a.done(), b.done(), lock.locked())
    b.cancel()
    await asyncio.sleep_ms(5)
    log(b.done(), lock.locked())
