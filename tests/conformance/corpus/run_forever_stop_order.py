# rules: 29, 6
# port: unix
# What is ready when the loop is stopped has its turn.

async def job(name, times):
    for i in range(times):
        log(name, i)
        await asyncio.sleep_ms(0)

async def stops(loop):
    await asyncio.sleep_ms(0)
    loop.stop()
    loop.stop()
    log("stopping")
    asyncio.create_task(job("late", 1))

loop = asyncio.get_event_loop()
loop.create_task(job("a", 4))
loop.create_task(stops(loop))
loop.create_task(job("b", 4))
loop.run_forever()
log("stopped")
