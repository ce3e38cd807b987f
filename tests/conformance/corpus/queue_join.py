# rules: 24
# pairs: queue/finished

async def worker(q):
    while True:
        ms = await q.get()
        await asyncio.sleep_ms(ms)
        log("did", ms)
        q.task_done()

async def main():
    q = asyncio.Queue()
    for ms in [10, 30, 20]:
        await q.put(ms)
    asyncio.create_task(worker(q))
    asyncio.create_task(worker(q))
    await q.join()
    log("all done")
    log(attempt(lambda: q.task_done()))
    await q.join()
