import asyncio

async def worker(name, delays):
    print(name, "starts")
    for delay in delays:
        await asyncio.sleep_ms(delay)
        print(name, "after", delay)

async def yields(name, count):
    for i in range(count):
        print(name, i)
        await asyncio.sleep_ms(0)

async def main():
    tasks = [
        asyncio.create_task(worker("slow", [40, 40])),
        asyncio.create_task(worker("fast", [10, 10, 10])),
        asyncio.create_task(worker("late", [60])),
    ]
    print("created")
    for task in tasks: await task
    await asyncio.gather(yields("x", 3), yields("y", 2), yields("z", 3))
    lazy = yields("never", 1)
    await asyncio.sleep_ms(-5)
    print("done", asyncio.current_task() is tasks[0], tasks[0].done())
    await lazy
