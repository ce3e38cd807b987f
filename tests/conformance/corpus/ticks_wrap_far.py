# rules: 7, 8
# port: wasm

async def far():
    await asyncio.sleep_ms(0x20000000 - 1)
    log("far")

async def main():
    await go_to_tick(0x40000000 - 3)
    asyncio.create_task(far())
    await asyncio.sleep_ms(5)
    log("near", ticks_ms())
    await asyncio.sleep_ms(0x20000000 - 6)
    log("just before")
    await asyncio.sleep_ms(1)
    log("after")
