# rules: 22, 21
# pairs: wait_for/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    finally:
        await asyncio.sleep_ms(3)
        log("job cleaned up")

async def caller():
    await asyncio.wait_for_ms(job(), None)

async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await outcome("caller", task)
