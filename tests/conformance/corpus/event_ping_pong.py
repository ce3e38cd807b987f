# rules: 24, 6

async def player(name, mine, other):
    for i in range(3):
        await mine.wait()
        mine.clear()
        log(name, i)
        await asyncio.sleep_ms(2)
        other.set()

async def main():
    ping = asyncio.Event()
    pong = asyncio.Event()
    asyncio.create_task(player("ping", ping, pong))
    task = asyncio.create_task(player("pong", pong, ping))
    ping.set()
    await task
    log("end", ping.is_set(), pong.is_set())
