# rules: 4, 8
# differs: language
# theirs: a sleep is no coroutine: `gather`, `wait_for` and `create_task` refuse it with TypeError
# ours: a sleep is a coroutine like any other
# why: whatever is awaitable is a PromiseLike to TypeScript, which could not tell the difference

async def main():
    await outcome("wait_for", asyncio.wait_for_ms(asyncio.sleep_ms(20), 5))
    await asyncio.sleep_ms(1)
    await outcome("wait_for", asyncio.wait_for_ms(asyncio.sleep_ms(3), 5))
