# rules: 25
# pairs: lock/finished

async def uses(name, lock):
    async with lock:
        log(name, "has it", lock.locked())
        await asyncio.sleep_ms(3)
    log(name, "left")

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(uses("a", lock), uses("b", lock), uses("c", lock))
    log(lock.locked())
