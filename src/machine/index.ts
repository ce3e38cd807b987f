export { info } from "./info.ts";
export { Pin, type PinOptions } from "./pin.ts";
export { UART, type UARTOptions } from "./uart.ts";
