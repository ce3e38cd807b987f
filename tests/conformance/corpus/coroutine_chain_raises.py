# rules: 2
# pairs: sleep/failed

async def chain(depth):
    try:
        if depth == 0:
            await asyncio.sleep_ms(3)
            raise ValueError("bottom")
        await chain(depth - 1)
    finally:
        log("leaves", depth)

async def main():
    await outcome("chain", chain(3))
