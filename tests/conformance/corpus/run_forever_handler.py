# rules: 29, 12
# port: unix

async def fails(ms):
    await asyncio.sleep_ms(ms)
    raise ValueError(ms)

async def stops(loop):
    await asyncio.sleep_ms(10)
    loop.stop()

loop = asyncio.get_event_loop()
loop.create_task(fails(3))
loop.create_task(fails(6))
loop.create_task(stops(loop))
loop.run_forever()
log("stopped")
