import { bodiesWith } from "../support/bodies.ts";

export { printed } from "../support/bodies.ts";

const HEAD = `
import * as asyncio from "asyncio";
import * as machine from "machine";
import { print, repr } from "builtins";
import { ticks_us, ticks_ms, ticks_diff } from "time";
const { create_task, gather, sleep_ms, wait_for_ms } = asyncio;
const { Pin } = machine;
/** What a call raises, as repr; what it gives otherwise. */
function attempt(f) { try { return f(); } catch (e) { return repr(e); } }
async function failure(coroutine) { try { return await coroutine; } catch (e) { return repr(e); } }
`;

export const { images, boardWith } = bodiesWith(HEAD, 10_000_000);
