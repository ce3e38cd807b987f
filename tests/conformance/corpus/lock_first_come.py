# rules: 25
# pairs: lock/finished

async def uses(name, lock):
    log(name, "wants", lock.locked())
    await lock.acquire()
    log(name, "has")
    await asyncio.sleep_ms(5)
    lock.release()
    log(name, "released", lock.locked())

async def main():
    lock = asyncio.Lock()
    for name in ["a", "b", "c"]:
        asyncio.create_task(uses(name, lock))
    await asyncio.sleep_ms(20)
    log(lock.locked())
