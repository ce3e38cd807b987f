# rules: 13

async def main():
    log(await asyncio.gather())
    log(await asyncio.gather(return_exceptions=True))
