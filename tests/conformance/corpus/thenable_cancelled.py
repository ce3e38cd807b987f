# rules: 5, 10

class Driver:
    def __init__(self):
        self.event = asyncio.Event()
    async def read(self):
        await self.event.wait()
        return self.value
    def call_back(self, value):
        self.value = value
        self.event.set()

async def job(driver):
    try:
        await driver.read()
    except asyncio.CancelledError:
        log("cancelled")
        await asyncio.sleep_ms(5)
        log("cleaned up")
        raise

async def main():
    driver = Driver()
    task = asyncio.create_task(job(driver))
    await asyncio.sleep_ms(3)
    task.cancel()
    await asyncio.sleep_ms(1)
    driver.call_back("too late")
    await asyncio.sleep_ms(10)
    log(task.done())
