# rules: 6, 13
# pairs: stream/finished
# port: unix

async def serve(reader, writer):
    name = text(await reader.readline()).strip()
    await asyncio.sleep_ms(10)
    writer.write(name + name)
    await writer.drain()
    writer.close()
    await writer.wait_closed()

async def asks(name):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8109)
    writer.write(name + "\n")
    await writer.drain()
    answer = text(await reader.read())
    writer.close()
    await writer.wait_closed()
    return answer

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8109)
    log(await asyncio.gather(asks("a"), asks("b"), asks("c")))
    server.close()
    await server.wait_closed()
    log("end")
