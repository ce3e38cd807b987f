# rules: 28
# port: unix
# differs: ours
# theirs: `run_until_complete` of a task that has ended already runs whatever else there is and gives None
# ours: its result or exception
# why: that is what its caller asks for

async def job(name):
    await asyncio.sleep_ms(5)
    return name

loop = asyncio.get_event_loop()
task = loop.create_task(job("task"))
log(loop.run_until_complete(task))
log(loop.run_until_complete(task))
