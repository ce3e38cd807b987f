# rules: 10, 27

async def canceller(task):
    await asyncio.sleep_ms(3)
    log(task.cancel())

async def main():
    asyncio.create_task(canceller(asyncio.current_task()))
    try:
        await asyncio.sleep_ms(100)
    finally:
        log("main cleans up")
