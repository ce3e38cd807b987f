#!/usr/bin/env node
// As `npx uasyncio build`, for whoever has a checkout.
process.argv.splice(2, 0, "build");
await import("./bin/uasyncio.mjs");
