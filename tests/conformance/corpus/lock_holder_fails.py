# rules: 25, 12
# pairs: lock/failed

async def uses(name, lock):
    async with lock:
        log(name, "has it", lock.locked())
        await asyncio.sleep_ms(2)
        raise ValueError(name)

async def main():
    lock = asyncio.Lock()
    a = asyncio.create_task(uses("a", lock))
    b = asyncio.create_task(uses("b", lock))
    await outcome("a", a)
    await outcome("b", b)
    log(lock.locked())
