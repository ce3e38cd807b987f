# rules: 2

async def inner():
    try:
        await asyncio.sleep_ms(2)
        return "inner"
    finally:
        await asyncio.sleep_ms(3)
        log("inner cleaned up")

async def middle():
    try:
        return await inner()
    finally:
        log("middle cleaned up")

async def main():
    log(await middle())
