# rules: 14

async def job(name):
    log(name)

async def main():
    lazy = asyncio.gather(job("a"), job("b"))
    await asyncio.sleep_ms(5)
    log("nothing yet")
    await lazy
    log("end")
