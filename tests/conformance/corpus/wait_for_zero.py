# rules: 21

async def at_once():
    return "at once"

async def job():
    log("starts")
    await asyncio.sleep_ms(1)

async def main():
    await outcome("at once", asyncio.wait_for_ms(at_once(), 0))
    await outcome("sleeps", asyncio.wait_for_ms(job(), 0))
