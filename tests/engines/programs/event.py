import asyncio

async def waiter(name, event):
    print(name, "waits")
    print(name, await event.wait())

async def main():
    event = asyncio.Event()
    print(event.is_set())
    tasks = [asyncio.create_task(waiter(name, event)) for name in "abc"]
    await asyncio.sleep_ms(5)
    tasks[1].cancel()
    event.set()
    event.clear()
    print("set and cleared", event.is_set())
    for task in tasks:
        try:
            await task
        except BaseException as error:
            print([error])
    event.set()
    await waiter("d", event)
    print(event.is_set())
