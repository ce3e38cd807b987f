# rules: 26
# port: unix

async def main():
    flag = asyncio.ThreadSafeFlag()
    flag.set()
    flag.clear()
    await outcome("wait", asyncio.wait_for_ms(flag.wait(), 5))
