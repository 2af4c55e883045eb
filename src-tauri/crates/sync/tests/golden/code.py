"""The receipt code by another hand: X25519 as RFC 7748 writes it, HMAC from the library. Prints the vector of codes.rs."""

import hashlib
import hmac

P = 2**255 - 19
ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"


def x25519(scalar: bytes, point: bytes) -> bytes:
    k = bytearray(scalar)
    k[0] &= 248
    k[31] = k[31] & 127 | 64
    k = int.from_bytes(k, "little")
    x1 = int.from_bytes(point, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, x1, 1, 0
    for t in reversed(range(255)):
        bit = k >> t & 1
        if swap ^ bit:
            x2, z2, x3, z3 = x3, z3, x2, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a, b * b, d * a, c * b
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % P, x1 * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


def mac(key: bytes, text: bytes) -> bytes:
    return hmac.new(key, text, hashlib.sha256).digest()


def code(secret: bytes, other: bytes, bundle: bytes, result: int, heads: bytes) -> str:
    mine = x25519(secret, (9).to_bytes(32, "little"))
    pair = mac(x25519(secret, other), b"gljb-pair-v1" + b"".join(sorted([mine, other])))
    number = int.from_bytes(mac(pair, b"gljb-code-v1" + bundle + bytes([result]) + heads), "big")
    places = [number // 23**n % 23 for n in range(23)]
    weigh = lambda all: sum((n % 22 + 1) * place for n, place in enumerate(all)) % 23
    places.append(next(check for check in range(23) if weigh(places + [check]) == 0))
    letters = "".join(ALPHABET[place] for place in places)
    return "-".join(letters[n : n + 4] for n in range(0, 24, 4))


other = x25519(b"\x22" * 32, (9).to_bytes(32, "little"))
print(code(b"\x21" * 32, other, b"\x41" * 16, 1, b"\x42" * 32))
