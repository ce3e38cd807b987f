# rules: 7, 8
# port: wasm

async def main():
    log(attempt(lambda: ticks_add(0, 0x20000000)))
    log(attempt(lambda: ticks_add(0, -(0x20000000))))
    log(attempt(lambda: ticks_add(1, 0x20000000 - 1)))
    await asyncio.sleep_ms(3)
    log("goes on")
