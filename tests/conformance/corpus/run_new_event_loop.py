# rules: 28
# port: unix

async def ticks(name):
    while True:
        await asyncio.sleep_ms(10)
        log(name)

async def first():
    asyncio.create_task(ticks("old"))
    await asyncio.sleep_ms(15)

async def second():
    asyncio.create_task(ticks("new"))
    await asyncio.sleep_ms(25)

asyncio.run(first())
asyncio.new_event_loop()
asyncio.run(second())
log("end")
