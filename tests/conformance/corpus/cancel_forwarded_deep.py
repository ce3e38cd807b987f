# rules: 10
# pairs: task/cancelled

async def job():
    try:
        await asyncio.sleep_ms(100)
    finally:
        await asyncio.sleep_ms(2)
        log("job cleaned up")

async def waits(name, task):
    try:
        return await task
    finally:
        log(name, "leaves")

async def main():
    a = asyncio.create_task(job())
    b = asyncio.create_task(waits("b", a))
    c = asyncio.create_task(waits("c", b))
    d = asyncio.create_task(waits("d", c))
    await asyncio.sleep_ms(5)
    log(d.cancel())
    await outcome("d", d)
    log(a.done(), b.done(), c.done())
