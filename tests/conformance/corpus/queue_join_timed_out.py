# rules: 20
# pairs: queue/timed_out

async def main():
    q = asyncio.Queue()
    await q.put(1)
    await outcome("join", asyncio.wait_for_ms(q.join(), 10))
    log(await q.get())
    q.task_done()
    await outcome("join", asyncio.wait_for_ms(q.join(), 10))
