import { bodiesWith } from "../support/bodies.ts";

export { printed, type Image } from "../support/bodies.ts";

const HEAD = `
import * as asyncio from "asyncio";
import * as drivers from "drivers";
import { ADC, I2C, OneWire, Pin, PWM, UART } from "machine";
import { print, repr } from "builtins";
import { ticks_us, ticks_ms, ticks_diff } from "time";
const { create_task, gather, sleep_ms, wait_for_ms } = asyncio;
/** What a coroutine raises, as repr; what it gives otherwise. */
async function failure(coroutine) { try { return await coroutine; } catch (e) { return repr(e); } }
`;

export const { images, boardWith } = bodiesWith(HEAD, 60_000_000);
