# rules: 29, 28
# port: unix

async def ticks(loop):
    for i in range(4):
        await asyncio.sleep_ms(10)
        log("tick", i)
        if i % 2 == 1:
            loop.stop()

loop = asyncio.get_event_loop()
loop.create_task(ticks(loop))
loop.run_forever()
log("stopped")
loop.run_forever()
log("stopped again")
