# rules: 18
# pairs: gather/cancelled

async def job(name):
    try:
        await asyncio.sleep_ms(100)
    finally:
        log(name, "leaves")

async def inner():
    try:
        await asyncio.gather(job("a"), job("b"))
    finally:
        log("inner leaves")

async def outer():
    try:
        await asyncio.gather(inner(), job("c"))
    finally:
        log("outer leaves")

async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep_ms(5)
    task.cancel()
    await outcome("outer", task)
    await asyncio.sleep_ms(5)
