# rules: 4, 6

async def child(name):
    log("child of", name)

async def parent(name):
    log(name)
    asyncio.create_task(child(name))

async def main():
    asyncio.create_task(parent("a"))
    asyncio.create_task(parent("b"))
    await asyncio.sleep_ms(1)
    log("end")
