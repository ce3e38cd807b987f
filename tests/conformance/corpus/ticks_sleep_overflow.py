# rules: 7, 8
# port: wasm

async def main():
    log(attempt(lambda: asyncio.sleep_ms(0x20000000)))
    await asyncio.sleep_ms(3)
    log("goes on")
