# rules: 27
# port: unix
# differs: language
# theirs: `run` blocks until the main coroutine has ended, and gives its result
# ours: `run` runs what is ready and gives the main task, which host code can await
# why: JavaScript cannot block

async def job():
    log("starts")
    await asyncio.sleep_ms(5)
    log("ends")
    return "result"

asyncio.run(job())
log("run has returned")
