# What every program of the corpus has: prelude.ts in Python. It is put in front of the program.
import asyncio
from time import ticks_ms, ticks_add, ticks_diff

_origin = ticks_ms()


# Prints the virtual time since the program's start, in ms, and the values.
def log(*values):
    print(ticks_diff(ticks_ms(), _origin), *values)


# What a call gives, or the repr of what it raises.
def attempt(call):
    try:
        return call()
    except BaseException as e:
        return repr(e)


# Awaits and logs how that ended, a cancellation too.
async def outcome(name, awaitable):
    try:
        log(name, "gave", await awaitable)
    except BaseException as e:
        log(name, "raised", repr(e))


# Sleeps until the ticks are there, from where the log's time counts anew.
async def go_to_tick(tick):
    global _origin
    while ticks_ms() != tick:
        rest = ticks_diff(tick, ticks_ms())
        await asyncio.sleep_ms(rest if rest > 0 else 0x20000000 - 1)
    _origin = ticks_ms()


# Bytes as text.
def text(data):
    return data.decode()


# MicroPython has no queue: this one is of CPython's kind, made of events.
class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.items = []
        self.getters = []
        self.putters = []
        self.unfinished = 0
        self.finished = asyncio.Event()
        self.finished.set()

    def qsize(self):
        return len(self.items)

    def full(self):
        return 0 < self.maxsize <= len(self.items)

    async def put(self, item):
        await self._wait(self.putters, self.full)
        self.items.append(item)
        self.unfinished += 1
        self.finished.clear()
        self._wake(self.getters)

    async def get(self):
        await self._wait(self.getters, lambda: not self.items)
        item = self.items.pop(0)
        self._wake(self.putters)
        return item

    def task_done(self):
        if not self.unfinished:
            raise ValueError("task_done() called too many times")
        self.unfinished -= 1
        if not self.unfinished:
            self.finished.set()

    async def join(self):
        await self.finished.wait()

    async def _wait(self, waiters, blocked):
        while blocked():
            event = asyncio.Event()
            waiters.append(event)
            try:
                await event.wait()
            except asyncio.CancelledError:
                if event in waiters:
                    waiters.remove(event)
                elif not blocked():
                    self._wake(waiters)
                raise

    def _wake(self, waiters):
        if waiters:
            waiters.pop(0).set()


asyncio.Queue = Queue
asyncio.get_event_loop().set_exception_handler(
    lambda loop, context: log("handler", repr(context["exception"]))
)
