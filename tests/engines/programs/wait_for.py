import asyncio

async def child(delay_ms, result):
    try:
        await asyncio.sleep_ms(delay_ms)
        if isinstance(result, ValueError): raise result
        return result
    finally:
        await asyncio.sleep_ms(10)
        print("clean")

async def immediate():
    return "at once"

async def stubborn():
    try:
        await asyncio.sleep_ms(1000)
    except BaseException as error:
        print([error])
    return "kept"

async def attempt(wait):
    try:
        print("got", await wait)
    except BaseException as error:
        print("raised", [error])

async def main():
    await attempt(asyncio.wait_for_ms(child(10, 1), 100))
    await attempt(asyncio.wait_for_ms(child(1000, 2), 20))
    await attempt(asyncio.wait_for(child(10, ValueError("x", 1)), 1))
    await attempt(asyncio.wait_for(child(10, "no limit"), None))
    await attempt(asyncio.wait_for_ms(immediate(), 0))
    await attempt(asyncio.wait_for_ms(stubborn(), 20))
    await attempt(asyncio.wait_for_ms(asyncio.wait_for_ms(child(1000, 3), 500), 20))
    await asyncio.sleep_ms(50)
