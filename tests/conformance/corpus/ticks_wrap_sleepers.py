# rules: 7, 6
# port: wasm
# pairs: sleep/finished

async def job(ms):
    await asyncio.sleep_ms(ms)
    log(ms)

async def main():
    await go_to_tick(0x40000000 - 20)
    for ms in [10, 30, 20, 5, 25, 15, 20]:
        asyncio.create_task(job(ms))
    await asyncio.sleep_ms(30)
    log("end", ticks_ms())
