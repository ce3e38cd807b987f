# rules: 1

async def job(name):
    log(name, "runs")
    return name

async def main():
    first = job("first")
    second = asyncio.create_task(job("second"))
    log("made")
    log(await first)
    log(await second)
