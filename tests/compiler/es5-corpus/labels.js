function pairs() {
  const out = [];
  outer: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      if (j === 2) continue outer;
      if (i === 3) break outer;
      out.push(`${i}${j}`);
    }
    out.push("never");
  }
  return out.join();
}
print(pairs());
function three() {
  let log = "";
  a: for (const x of [1, 2, 3]) {
    b: for (const y of [1, 2, 3]) {
      for (const z of [1, 2, 3]) {
        if (z === 2 && y === 1) continue b;
        if (y === 3) continue a;
        if (x === 3) break a;
        if (z === 3) break b;
        log += `${x}${y}${z} `;
      }
      log += "e ";
    }
    log += "| ";
  }
  return log;
}
print(three());
function block(n) {
  const log = [];
  done: {
    log.push("start");
    if (n === 1) break done;
    for (const i of [1, 2, 3]) {
      if (i === n) break done;
      log.push(i);
    }
    log.push("end");
  }
  log.push("after");
  return log.join();
}
print(block(1), block(2), block(9));
function inLoop() {
  const log = [];
  for (let i = 0; i < 5; i++) {
    part: {
      if (i === 1) continue;
      if (i === 2) break part;
      if (i === 4) break;
      log.push("body" + i);
    }
    log.push("end" + i);
  }
  return log.join();
}
print(inLoop());
function switches() {
  const log = [];
  loop: for (const v of [1, 2, 3, 4, 5]) {
    switch (v) {
      case 1:
        log.push("one");
        continue;
      case 2:
        for (;;) {
          if (log.length) continue loop;
        }
      case 4:
        break loop;
      default:
        log.push("d" + v);
        break;
    }
    log.push("end" + v);
  }
  return log.join();
}
print(switches());
function labelledSwitch(v) {
  const log = [];
  sw: switch (v) {
    case 1:
      for (const i of [1, 2]) {
        if (i === 2) break sw;
        log.push("i" + i);
      }
    case 2:
      log.push("two");
  }
  return log.join();
}
print(labelledSwitch(1), labelledSwitch(2));
function tries() {
  const log = [];
  out: for (let i = 0; i < 3; i++) {
    try {
      while (true) {
        try {
          if (i === 1) continue out;
          if (i === 2) break out;
          break;
        } finally {
          log.push("inner" + i);
        }
      }
      log.push("body" + i);
    } finally {
      log.push("outer" + i);
    }
  }
  return log.join();
}
print(tries());
function closures() {
  const fs = [];
  outer: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      fs.push(() => `${i}${j}`);
      if (j === 1) continue outer;
      if (i === 2) break outer;
    }
  }
  return fs.map((f) => f()).join();
}
print(closures());
function whiles() {
  let n = 0;
  const log = [];
  again: do {
    n++;
    let m = 0;
    while (true) {
      if (++m > 2) continue again;
      if (n > 2) break again;
      log.push(n * 10 + m);
    }
  } while (n < 5);
  return log.join() + "/" + n;
}
print(whiles());
simple: for (const i of [1, 2, 3]) {
  if (i === 1) continue simple;
  if (i === 3) break simple;
  print("simple", i);
}
function ifs() {
  const log = [];
  x: if (log) {
    log.push(1);
    y: if (log.length) {
      if (log) break x;
      break y;
    }
    log.push(2);
  }
  return log.join();
}
print(ifs());
