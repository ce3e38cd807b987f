# rules: 23
# pairs: stream/failed
# port: unix
# The peer closes with bytes that it has not read.

async def serve(reader, writer):
    await asyncio.sleep_ms(5)
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8113)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8113)
    writer.write("nobody reads this")
    await writer.drain()
    try:
        log(len(await reader.read(5)))
    except OSError as e:
        log("reset", e.errno)
    writer.close()
    await writer.wait_closed()
    server.close()
