# rules: 23
# pairs: stream/failed
# port: unix

async def talks():
    reader, writer = await asyncio.open_connection("127.0.0.1", 8108)
    writer.write("hello")
    await writer.drain()
    return text(await reader.read(5))

async def main():
    try:
        log(await talks())
    except OSError as e:
        log("refused", e.errno)
