# rules: 7
# port: wasm

async def main():
    log(ticks_add(0x40000000 - 1, 2), ticks_add(0, -1), ticks_add(5, 0x20000000 - 1))
    log(ticks_diff(1, 0x40000000 - 1), ticks_diff(0x40000000 - 1, 1), ticks_diff(0x20000000, 0), ticks_diff(0x20000000 - 1, 0))
