# rules: 27, 28
# port: unix

async def job(name):
    await asyncio.sleep_ms(5)
    log(name)
    return name

loop = asyncio.get_event_loop()
task = loop.create_task(job("task"))
log(loop.run_until_complete(job("coroutine")))
log(task.done())
loop.close()
