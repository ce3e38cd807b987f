# rules: 5

class Driver:
    def __init__(self):
        self.event = asyncio.Event()
    async def read(self):
        await self.event.wait()
        raise self.error
    def fail(self, error):
        self.error = error
        self.event.set()

async def calls(driver):
    await asyncio.sleep_ms(5)
    driver.fail(OSError(110))

async def main():
    driver = Driver()
    asyncio.create_task(calls(driver))
    await outcome("read", driver.read())
    log("goes on")
