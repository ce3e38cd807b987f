# rules: 20
# pairs: queue/timed_out

async def main():
    q = asyncio.Queue(1)
    await q.put(1)
    await outcome("put", asyncio.wait_for_ms(q.put(2), 10))
    log(q.qsize(), await q.get(), q.qsize())
