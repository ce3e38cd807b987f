# rules: 28, 6
# port: unix
# Tasks that are due when main ends have their turn in the next run.

async def job(name):
    log(name, "starts")
    await asyncio.sleep_ms(0)
    log(name, "ends")

async def first():
    asyncio.create_task(job("a"))
    await asyncio.sleep_ms(0)
    asyncio.create_task(job("b"))
    log("first ends")

async def second():
    log("second starts")
    await asyncio.sleep_ms(0)
    log("second goes on")
    await asyncio.sleep_ms(0)
    log("second ends")

asyncio.run(first())
log("between")
asyncio.run(second())
