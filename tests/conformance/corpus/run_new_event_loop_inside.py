# rules: 28
# port: unix
# differs: ours
# theirs: `new_event_loop` inside a coroutine drops every other task while the loop goes on with those that it makes from then on
# ours: RuntimeError, with nothing dropped
# why: a task would never end and nobody would know

async def job():
    await asyncio.sleep_ms(3)
    log("job")

async def main():
    asyncio.create_task(job())
    await asyncio.sleep_ms(1)
    error = attempt(lambda: asyncio.new_event_loop())
    log(isinstance(error, str))
    await asyncio.sleep_ms(5)
    log("end")
