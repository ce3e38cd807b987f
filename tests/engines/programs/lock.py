import asyncio

async def user(name, lock, ms):
    print(name, "wants")
    await lock.acquire()
    print(name, "has")
    await asyncio.sleep_ms(ms)
    lock.release()
    print(name, "released", lock.locked())

async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as error:
        print([error])
    print(await lock.acquire(), lock.locked())
    tasks = [asyncio.create_task(user(name, lock, 10)) for name in "abc"]
    await asyncio.sleep_ms(5)
    tasks[1].cancel()
    lock.release()
    print("main released", lock.locked())
    for task in tasks:
        try:
            await task
        except BaseException as error:
            print([error])
    print(lock.locked())
