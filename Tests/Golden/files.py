"""Writes files.json, with which Tests/FilesTests compares: bytes compressed by zlib in each of its
ways, and checksums.

    python Tests/Golden/files.py
"""

import base64
import gzip
import hashlib
import io
import json
import pathlib
import random
import zipfile
import zlib

random.seed(7)
words = [bytes(random.choices(b"etaoin shrdlu", k=random.randint(2, 9))) for _ in range(60)]
payloads = {
    "nothing": b"",
    "one byte": b"a",
    "one byte repeated": b"a" * 3000,
    "text": b" ".join(random.choices(words, k=900)),
    "noise": random.randbytes(2500),
    "steps": bytes((i * i // 50) % 256 for i in range(5000)),
    "far copies": (lambda block: block + bytes(32768 - 1500) + block)(random.randbytes(1500)),
}
ways = {
    "stored": (0, zlib.Z_DEFAULT_STRATEGY),
    "fast": (1, zlib.Z_DEFAULT_STRATEGY),
    "best": (9, zlib.Z_DEFAULT_STRATEGY),
    "Huffman only": (9, zlib.Z_HUFFMAN_ONLY),
    "runs": (9, zlib.Z_RLE),
    "fixed": (9, zlib.Z_FIXED),
}


def deflate(data, level, strategy):
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
    return compressor.compress(data) + compressor.flush()


def text(data):
    return base64.b64encode(data).decode()


cases = [
    {
        "payload": payload,
        "way": way,
        "deflated": text(deflate(data, *settings)),
        "sha256": hashlib.sha256(data).hexdigest(),
        "crc32": zlib.crc32(data),
        "count": len(data),
    }
    for payload, data in payloads.items()
    for way, settings in ways.items()
]


class Stream(io.RawIOBase):
    """Takes what is written and cannot go back, as a pipe does."""

    def __init__(self):
        self.bytes = b""

    def writable(self):
        return True

    def write(self, data):
        self.bytes += bytes(data)
        return len(data)


def archive(wide):
    """Sizes follow the files; in 64 bits where `wide`."""
    stream = Stream()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, data, method in [
            ("a.txt", b"first", zipfile.ZIP_STORED),
            ("folder/\u00fc.bin", b"", zipfile.ZIP_STORED),
            ("b", bytes([9]) * 5000, zipfile.ZIP_DEFLATED),
        ]:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            with packed.open(info, "w", force_zip64=wide) as file:
                file.write(data)
    return stream.bytes


path = pathlib.Path(__file__).resolve().parent / "files.json"
path.write_text(
    json.dumps(
        {
            "versions": {"zlib": zlib.ZLIB_RUNTIME_VERSION},
            "deflated": cases,
            "gzip": text(gzip.compress(payloads["text"], mtime=0)),
            "text": text(payloads["text"]),
            "streamed": [text(archive(False)), text(archive(True))],
        },
        indent=1,
    )
    + "\n"
)
