# rules: 28
# port: unix

async def ticks(name):
    for i in range(5):
        await asyncio.sleep_ms(10)
        log(name, i)

async def first():
    asyncio.create_task(ticks("left over"))
    await asyncio.sleep_ms(25)
    log("first ends")

async def second():
    log("second starts")
    await asyncio.sleep_ms(20)
    log("second ends")

asyncio.run(first())
log("between")
asyncio.run(second())
