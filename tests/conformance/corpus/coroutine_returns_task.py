# rules: 2
# differs: language
# theirs: a coroutine that returns a task gives the task
# ours: a coroutine that returns a task awaits it and gives its result
# why: an async function of JavaScript does so with whatever has a `then`, and TypeScript's types say so

async def job():
    await asyncio.sleep_ms(5)
    return "result"

async def makes():
    return asyncio.create_task(job())

async def main():
    made = await makes()
    log(made == "result")
    await asyncio.sleep_ms(5)
    log("end")
