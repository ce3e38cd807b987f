# rules: 6
# pairs: stream/finished
# port: unix

async def serve(reader, writer):
    while True:
        line = await reader.readline()
        log("server got", len(line), text(line).strip())
        if len(line) == 0:
            break
        await asyncio.sleep_ms(5)
        writer.write(line)
        await writer.drain()
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8101)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8101)
    log("connected")
    for line in ["one\n", "two\n"]:
        writer.write(line)
        await writer.drain()
        log(text(await reader.readline()).strip())
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep_ms(5)
    server.close()
    await server.wait_closed()
    log("end")
