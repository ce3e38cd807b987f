# Where MicroPython crashes, hangs or corrupts its loop, it is made to do what a user wants instead: each such
# place says so when it acts.
import asyncio.funcs

known = {}
kept = []
limit = None


def count(what):
    known[what] = known.get(what, 0) + 1


def before_cancel(t):
    me = current_task()
    if t is not me and not t.done():
        at = t
        while isinstance(at.data, asyncio.Task):
            at = at.data
        if at is me:
            count("cancelling a task that waits for the running one: ignored")
            raise RuntimeError("can't cancel self")


def mend(t):
    if not isinstance(t, asyncio.Task):
        return
    # Its second turn takes the exception out of a task if somebody has awaited it meanwhile.
    if t.done() and t.data is None:
        for task, error in kept:
            if task is t:
                count("awaiting a failed task again: its exception is gone")
                t.data = error


def before_wait(t):
    mend(t)
    if t.done() or callable(t.state):
        return
    at = t
    while isinstance(at.data, asyncio.Task):
        at = at.data
    if at is current_task():
        count("awaiting oneself: hangs")
        raise RuntimeError("can't await self")


def after_wait(t):
    if isinstance(t, asyncio.Task) and t.done() and isinstance(t.data, BaseException) and not isinstance(t.data, StopIteration):
        kept.append((t, t.data))


def before_gather(given):
    for i in range(len(given)):
        t = given[i]
        if not isinstance(t, asyncio.Task):
            continue
        mend(t)
        if t in given[:i] or not t.done() and (t.state is not True or t is current_task()):
            count("gathering what cannot be: some are attached or started")
            raise RuntimeError("can't gather")


def after_gather(given, results):
    # A task that had failed before the gather, and had its second turn during it.
    for i in range(len(given)):
        for task, error in kept:
            if task is given[i] and results[i] is None:
                count("awaiting a failed task again: its exception is gone")
                results[i] = error


def before_limited(by, t):
    global limit
    limit = by
    mend(t)


def runner(waiter, aw):
    return run(waiter, aw, limit)


async def run(waiter, aw, by):
    result = None
    mend(aw)
    try:
        result = await aw
        status = True
    except BaseException as error:
        status = error
    after_wait(aw)
    if waiter.data is None:
        if not by[1]:
            if not waiter.done():
                count("wait_for, cancelled, cancels its caller again when the child ends")
        elif waiter.cancel():
            waiter.data = CancelledError(status, result)


asyncio.funcs._run = runner
