# rules: 7, 20
# port: wasm
# pairs: sleep/timed_out, wait_for/timed_out

async def job(ms):
    try:
        await asyncio.sleep_ms(ms)
        return ms
    finally:
        log("leaves", ms)

async def main():
    await go_to_tick(0x40000000 - 5)
    await outcome("slow", asyncio.wait_for_ms(job(20), 10))
    await outcome("fast", asyncio.wait_for_ms(job(3), 10))
