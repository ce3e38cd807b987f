# rules: 20
# pairs: wait_for/timed_out

async def stubborn():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        return "anyway"

async def fails():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        raise ValueError("in clean-up")

async def main():
    await outcome("stubborn", asyncio.wait_for_ms(stubborn(), 10))
    await outcome("fails", asyncio.wait_for_ms(fails(), 10))
    await asyncio.sleep_ms(5)
    log("end")
