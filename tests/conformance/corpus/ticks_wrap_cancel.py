# rules: 7, 10
# port: wasm
# pairs: sleep/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        log("cancelled")
        raise

async def main():
    await go_to_tick(0x40000000 - 10)
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(9)
    other = asyncio.create_task(job())
    await asyncio.sleep_ms(1)
    log(ticks_ms(), task.cancel(), other.cancel())
    await asyncio.sleep_ms(1)
    log(task.done(), other.done())
