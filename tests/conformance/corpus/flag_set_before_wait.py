# rules: 26
# port: unix

async def main():
    flag = asyncio.ThreadSafeFlag()
    flag.set()
    flag.set()
    await flag.wait()
    log("woken")
    await outcome("again", asyncio.wait_for_ms(flag.wait(), 5))
