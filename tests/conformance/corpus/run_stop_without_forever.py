# rules: 29
# port: unix

async def main():
    asyncio.get_event_loop().stop()
    await asyncio.sleep_ms(5)
    log("goes on")
