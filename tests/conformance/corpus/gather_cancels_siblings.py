# rules: 15
# pairs: gather/failed
# differs: seed
# theirs: one raises: the siblings go on running
# ours: the siblings are cancelled in the background; `{ cancel_siblings: false }` leaves them running
# why: the manual: one of several parallel jobs has failed, so stop spending time on the rest

async def slow(name):
    try:
        await asyncio.sleep_ms(100)
        log(name, "goes on")
    finally:
        await asyncio.sleep_ms(7)
        log(name, "cleaned up")

async def fails():
    await asyncio.sleep_ms(10)
    raise OSError(5)

async def main():
    await outcome("gather", asyncio.gather(slow("a"), fails(), slow("b")))
    await asyncio.sleep_ms(150)
    log("end")
