# port: unix
# differs: ours
# theirs: `close` does nothing: the peer sees the end when `wait_closed` is called
# ours: `close` closes, once what was written is sent
# why: MicroPython says so of `close`, and CPython does it

async def serve(reader, writer):
    log("server got", len(await reader.read()))
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8111)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8111)
    writer.write("abc")
    await writer.drain()
    await asyncio.sleep_ms(5)
    writer.close()
    await asyncio.sleep_ms(5)
    await writer.wait_closed()
    log("closed")
    await asyncio.sleep_ms(5)
    server.close()
