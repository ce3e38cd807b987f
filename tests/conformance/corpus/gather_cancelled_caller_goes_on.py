# rules: 18
# pairs: gather/cancelled

async def job(name, ms):
    try:
        await asyncio.sleep_ms(ms)
        log(name, "slept")
    finally:
        log(name, "leaves")

async def caller():
    try:
        await asyncio.gather(job("a", 100), job("b", 2))
    except asyncio.CancelledError:
        log("swallowed")
    log(await asyncio.gather(job("c", 3)))

async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await outcome("caller", task)
