# rules: 26
# port: unix
# differs: ours
# theirs: a second task that waits for the flag takes the place of the first, which is never woken; where the library is not
#   frozen, it is an AssertionError in the loop
# ours: RuntimeError at the second one, and the first is woken as ever
# why: a flag wakes one task; which of two it is would be chance

async def waits(name, flag):
    await outcome(name, flag.wait())

async def main():
    flag = asyncio.ThreadSafeFlag()
    asyncio.create_task(waits("first", flag))
    asyncio.create_task(waits("second", flag))
    await asyncio.sleep_ms(5)
    flag.set()
    await asyncio.sleep_ms(5)
    log("end")
