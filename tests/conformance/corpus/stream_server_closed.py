# rules: 22
# port: unix
# A server that is closed takes no more connections; those that there are go on.

async def serve(reader, writer):
    while True:
        line = await reader.readline()
        if len(line) == 0:
            break
        writer.write(line)
        await writer.drain()
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8116)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8116)
    await asyncio.sleep_ms(1)
    server.close()
    await server.wait_closed()
    writer.write("still\n")
    await writer.drain()
    log(text(await reader.readline()).strip())
    writer.close()
    await writer.wait_closed()
