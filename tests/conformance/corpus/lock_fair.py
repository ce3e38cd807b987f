# rules: 25, 6

async def uses(name, lock):
    for i in range(3):
        await lock.acquire()
        log(name, i)
        lock.release()
        await asyncio.sleep_ms(0)

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    asyncio.create_task(uses("a", lock))
    asyncio.create_task(uses("b", lock))
    await asyncio.sleep_ms(5)
    lock.release()
    await asyncio.sleep_ms(5)
