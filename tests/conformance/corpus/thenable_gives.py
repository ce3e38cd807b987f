# rules: 5
# In Python an event stands for what a driver of the engine calls back.

class Driver:
    def __init__(self):
        self.event = asyncio.Event()
    async def read(self):
        await self.event.wait()
        return self.value
    def call_back(self, value):
        self.value = value
        self.event.set()

async def other():
    log("other")

async def calls(driver):
    await asyncio.sleep_ms(5)
    asyncio.create_task(other())
    driver.call_back(7)
    log("called back")

async def main():
    driver = Driver()
    asyncio.create_task(calls(driver))
    log(await driver.read())
