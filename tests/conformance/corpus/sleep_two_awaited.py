# rules: 8
# differs: ours
# theirs: there is one sleep at a time: the second call is an AssertionError or, in firmware built without assertions, takes
#   the deadline of the first away
# ours: each call makes a sleep of its own
# why: a sleep that silently does not sleep cannot be found

async def main():
    long = asyncio.sleep_ms(20)
    short = attempt(lambda: asyncio.sleep_ms(5))
    log(isinstance(short, str))
    await long
    log("long")
