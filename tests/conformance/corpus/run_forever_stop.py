# rules: 29
# port: unix

async def ticks(loop):
    for i in range(3):
        await asyncio.sleep_ms(10)
        log("tick", i)
    loop.stop()
    log("stopping")
    await asyncio.sleep_ms(1)
    log("never")

loop = asyncio.get_event_loop()
loop.create_task(ticks(loop))
loop.run_forever()
log("stopped")
