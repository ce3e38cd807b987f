"use strict";

// A process that runs tests for mocha writes its coverage when it ends, and that takes longer than the second which it is
// given before it is sent this.
if (process.env.MOCHA_WORKER_ID !== undefined) process.on("SIGTERM", () => {});
