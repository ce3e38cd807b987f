# rules: 13

async def job(i):
    await asyncio.sleep_ms((i * 7) % 10)
    return i

async def main():
    jobs = []
    for i in range(30):
        jobs.append(job(i))
    log(await asyncio.gather(*jobs))
