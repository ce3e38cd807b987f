# rules: 15, 12
# differs: seed
# theirs: the sibling goes on running and ends by itself
# ours: what the clean-up of a cancelled sibling raises goes to the exception handler
# why: the siblings of a failed child are cancelled

async def slow():
    try:
        await asyncio.sleep_ms(20)
    except asyncio.CancelledError:
        raise ValueError("in clean-up")

async def fails():
    raise OSError(5)

async def main():
    await outcome("gather", asyncio.gather(slow(), fails()))
    await asyncio.sleep_ms(50)
    log("end")
