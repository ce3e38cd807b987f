# rules: 22
# pairs: wait_for/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    finally:
        log("job cleans up")
        await asyncio.sleep_ms(3)
        log("job cleaned up")

async def caller():
    try:
        await asyncio.wait_for_ms(job(), 50)
    except asyncio.CancelledError:
        log("caller cancelled")
        raise

async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await asyncio.sleep_ms(1)
    log(task.done())
    await asyncio.sleep_ms(10)
