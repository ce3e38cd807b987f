# rules: 22, 20
# pairs: wait_for/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    finally:
        await asyncio.sleep_ms(20)
        log("job cleaned up")

async def caller():
    await outcome("wait_for", asyncio.wait_for_ms(job(), 10))

async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep_ms(15)
    log(task.cancel())
    await outcome("caller", task)
    await asyncio.sleep_ms(20)
