# rules: 6
# pairs: stream/finished
# port: unix

async def serve(reader, writer):
    writer.write("abcdef")
    await writer.drain()
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8114)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8114)
    buffer = bytearray(4)
    for i in range(3):
        log(await reader.readinto(buffer), text(buffer))
    writer.close()
    await writer.wait_closed()
    server.close()
