import asyncio, time
from asyncio import CancelledError, TimeoutError, create_task, current_task, sleep_ms

START = 0
# The tasks in the order in which they were made; what tasks share.
T = []
E = [asyncio.Event(), asyncio.Event()]
L = [asyncio.Lock(), asyncio.Lock()]
made = 0
printed = 0
# Who waits for whom at present: [waiter, awaited, is a plain await].
waits = []


def log(*values):
    global printed
    printed += 1
    if printed <= 300:
        print(time.ticks_diff(time.ticks_ms(), START), *values)


def begin(name, by):
    global made
    made += 1
    if made > 60:
        raise RuntimeError("enough")
    if by and by[1]:
        waits.append([by[0], current_task(), False])
    w = name + "." + str(made)
    log(w, "begins")
    return w


def task(k):
    return T[k % len(T)]


def done(k):
    return task(k).done()


# Those which follow give an exception as a value, in a list that shows it, if they are to be safe.


def cancel(k, safe):
    t = task(k)
    try:
        before_cancel(t)  # repair
        return t.cancel()
    except Exception as e:
        if safe:
            return [e]
        raise


def release(k, safe):
    try:
        return L[k % 2].release()
    except Exception as e:
        if safe:
            return [e]
        raise


def spawn(f):
    T.append(create_task(f(None)))


def leads(t, to, plain):
    if t is to:
        return True
    for a, b, p in waits:
        if a is t and (p or not plain) and leads(b, to, plain):
            return True
    return False


def leave(me):
    global waits
    waits = [edge for edge in waits if edge[0] is not me]


async def wait(k, safe):
    t = task(k)
    me = current_task()
    if leads(t, me, False) and not leads(t, me, True):
        return "cycle"
    waits.append([me, t, True])
    try:
        before_wait(t)  # repair
        return await t
    except Exception as e:
        if safe:
            return [e]
        raise
    finally:
        leave(me)
        after_wait(t)  # repair


async def limited(target, ms, safe):
    if ms == -9:
        ms = None
    me = current_task()
    by = [me, True]
    if type(target) is int:
        t = task(target)
        if leads(t, me, False):
            return "cycle"
        waits.append([me, t, ms is None])
    else:
        t = target(by)
    before_limited(by, t)  # repair
    try:
        return await asyncio.wait_for_ms(t, ms)
    except Exception as e:
        if safe:
            return [e]
        raise
    finally:
        by[1] = False
        leave(me)
        after_wait(t)  # repair


async def gathering(w, every, targets, safe):
    me = current_task()
    by = [me, True]
    given = []
    for target in targets:
        if type(target) is int:
            t = task(target)
            if t is not me and leads(t, me, False):
                log(w, "leaves out a cycle")
            else:
                given.append(t)
        else:
            given.append(target(by))
    for t in given:
        waits.append([me, t, False])
    try:
        before_gather(given)  # repair
        results = await asyncio.gather(*given, return_exceptions=every)
        after_gather(given, results)  # repair
        return results
    except Exception as e:
        if safe:
            return [e]
        raise
    finally:
        by[1] = False
        leave(me)


def handle(loop, context):
    t = context["future"]
    log("handler", T.index(t) if t in T else -1, [context["exception"]])


async def main():
    global START
    START = time.ticks_ms()
    asyncio.get_event_loop().set_exception_handler(handle)
    start()
    await sleep_ms(1000000)
    for i in range(len(T)):
        try:
            log(i, T[i].done() and await wait(i, False))
        except BaseException as e:
            log(i, [e])
