# rules: 10

async def main():
    log(attempt(lambda: asyncio.current_task().cancel()))
    await asyncio.sleep_ms(1)
    log("goes on")
