# rules: 10
# pairs: sleep/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    finally:
        try:
            await asyncio.sleep_ms(50)
            log("never")
        finally:
            log("cut short")

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await outcome("it", task)
