import asyncio

async def job(name):
    try:
        print(name, "starts")
        await asyncio.sleep_ms(1000)
        print(name, "goes on")
    except BaseException as error:
        print(name, isinstance(error, Exception), isinstance(error, asyncio.CancelledError))
        raise
    finally:
        await asyncio.sleep_ms(5)
        print(name, "cleans up")
    return name

async def stubborn():
    for i in range(2):
        try:
            await asyncio.sleep_ms(100)
        except asyncio.CancelledError:
            print("no")
    return "mine"

async def outer():
    try:
        await job("inner")
    finally:
        print("outer cleans up")

async def itself():
    try:
        asyncio.current_task().cancel()
    except RuntimeError as error:
        print(error)

async def outcome(task):
    try:
        print("result", await task)
    except BaseException as error:
        print("raised", [error])

async def main():
    early = asyncio.create_task(job("early"))
    print(early.cancel())
    await outcome(early)

    running = asyncio.create_task(job("running"))
    await asyncio.sleep_ms(10)
    print(running.cancel(), running.done())
    await outcome(running)
    print(running.cancel(), running.done())

    task = asyncio.create_task(stubborn())
    await asyncio.sleep_ms(1)
    task.cancel()
    await asyncio.sleep_ms(1)
    task.cancel()
    await outcome(task)

    nested = asyncio.create_task(outer())
    await asyncio.sleep_ms(1)
    nested.cancel()
    await outcome(nested)

    await itself()

    awaited = asyncio.create_task(job("awaited"))
    waiter = asyncio.create_task(outcome(awaited))
    await asyncio.sleep_ms(1)
    waiter.cancel()
    await outcome(waiter)
