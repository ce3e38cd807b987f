// needs: typed arrays
const bytes = new Uint8Array([1, 2, 3]);
let sum = 0;
for (const b of bytes) sum += b;
print(sum, [...bytes].join(), [0, ...bytes].length, Math.max(...bytes));
const [first, ...others] = bytes;
print(first, Array.isArray(others), others.join());
const words = new Int16Array(2);
words[0] = 70000;
print(words[0], words.length);
bytes[0] ??= 9;
bytes[1] **= 2;
print(bytes[0], bytes[1]);
for (const [i, b] of [...bytes].map((b, i) => [i, b])) print(i, b);
