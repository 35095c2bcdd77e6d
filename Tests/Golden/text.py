"""Writes text.json: merges and tokens as Hugging Face's tokenizers learn them, GPT-2's tokens as
tiktoken gives them, weighted bags as scikit-learn makes them, and probabilities of n-grams by a plain
loop over the formula.

    pip install tokenizers tiktoken scikit-learn regex
    LADDER_DATA=… python Tests/Golden/text.py
"""

import gzip
import json
import os
import pathlib
import re
from collections import Counter, defaultdict

import regex
import sklearn
import tiktoken
import tokenizers
from sklearn.feature_extraction.text import TfidfVectorizer

PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
TEXT = (
    "she sells sea shells by the sea shore; the shells she sells are sea shells, I'm sure.\n\n"
    "Then   for i in 0..<10 { print(i * 3.14) } 1234567 Straße čaj вероятность 概率 🙂 we'll don't  \n"
) * 3


def trained(text, merges):
    """The merges of Hugging Face's trainer as pairs of our token numbers."""
    model = tokenizers.Tokenizer(tokenizers.models.BPE())
    model.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=256 + merges,
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    model.train_from_iterator([text], trainer)
    listed = json.loads(model.to_str())["model"]["merges"]
    to_byte = byte_of_character()
    number, pairs = {}, []
    for token, character in enumerate(to_byte):
        number[character] = token
    for first, second in (m if isinstance(m, list) else m.split(" ") for m in listed):
        pairs.append([number[first], number[second]])
        number[first + second] = 256 + len(pairs) - 1
    return pairs


def byte_of_character():
    printable = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    rest = [b for b in range(256) if b not in printable]
    return {chr(b): b for b in printable} | {chr(256 + n): b for n, b in enumerate(rest)}


def gpt2():
    folder = os.path.join(os.environ["LADDER_DATA"], "gpt2-bpe")
    lines = open(folder + "/vocab.bpe", encoding="utf8").read().split("\n")[1:]
    to_byte = byte_of_character()
    order = [b for b in to_byte.values()]
    ranks = {bytes([byte]): token for token, byte in enumerate(order)}
    for line in filter(None, lines):
        ranks[bytes(to_byte[c] for c in line.replace(" ", ""))] = len(ranks)
    return tiktoken.Encoding(
        "gpt2", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={"<|endoftext|>": 50256}
    )


def probability(tokens, order, vocabulary, d, places):
    """The probability of each token by the formula, counting afresh for each order."""
    grams = [Counter() for _ in range(order)]
    for length in range(order):
        for place in range(length, len(tokens)):
            grams[length][tuple(tokens[place - length : place + 1])] += 1
    if places:
        for length in range(order - 2, -1, -1):
            whole = Counter()
            for gram in grams[length + 1]:
                whole[gram[1:]] += 1
            # the first tokens of the text have no longer gram and are counted where they stand
            first = tuple(tokens[: length + 1])
            whole[first] += 1
            grams[length] = whole
    following = [defaultdict(list) for _ in range(order)]
    for length in range(order):
        for gram, count in grams[length].items():
            following[length][gram[:-1]].append(count)

    def p(token, context):
        shorter = 1 / vocabulary if not context else p(token, context[1:])
        counts = following[len(context)].get(tuple(context))
        if not counts:
            return shorter
        count = grams[len(context)].get(tuple(context) + (token,), 0)
        return (max(count - d, 0) + d * len(counts) * shorter) / sum(counts)

    return [p(t, tokens[max(0, i - order + 1) : i]) for i, t in enumerate(tokens)]


# What the mixed text is made of besides novels: code, other scripts, pictures, accents of their own,
# blanks of all kinds, and bytes that are no UTF-8.
FRAGMENTS = [
    b"func f(_ x: Int) -> Int {\n    return x &* 31 // wrap\n}\n", b"\tif (a[i] != 0x1F) { b += 1; }\r\n",
    b"for (i, x) in rows.enumerated() where x >= 1e-3 {\n        print(i, x)\n", b"<p class=\"a\">&amp;</p>\n",
    "Zürich, Łódź, naïve, İstanbul ".encode(), "Привет, мир! Как дела? ".encode(), "概率论与数理统计。".encode(),
    "これはテストです。 ".encode(), "مرحبا بالعالم ".encode(), "नमस्ते दुनिया ".encode(), "한국어 텍스트 ".encode(),
    "🙂🙃👩‍👩‍👧‍👦🏳️‍🌈 ok 👍🏽 ".encode(), "e\u0301te\u0301 ".encode(), "½ ² ⅷ ٣٤٥ 2026 ".encode(),
    b"   \n\n \t  ", "\u00a0\u2003\u3000 ".encode(), b"don't we'LL I'm they've 'tis 're ", b"1234567890 3.14159 -7e10 ",
    b"\xff\xfe", b"\xc3", b"caf\xe9 ", b"\xf0\x9f\x99", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x80abc\xbf ",
]


def novels():
    """The chapters of the bundled novels, joined as the test joins them."""
    root = pathlib.Path(__file__).parents[2]
    text = gzip.open(root / "Sources/Datasets/Tables/austen.txt.gz", "rt", encoding="utf8").read()
    chapters = []
    for novel in text.split("\n= "):
        chapters += [part.strip("\n") + "\n" for part in re.split(r"(?m)^== \d+\n", novel)[1:]]
    return "\n".join(chapters).encode()


def mixed():
    """A megabyte, half of it novels: pieces of them and fragments in turns, drawn by a small generator."""
    state, text, source = 7, b"", novels()
    while len(text) < 1_000_000:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        text += FRAGMENTS[(state >> 33) % len(FRAGMENTS)]
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        start = (state >> 33) % 3_000_000
        text += source[start : start + 20]
    return text


def tokens_of_bytes(coder, text):
    """Tokens of any bytes: a byte that belongs to no character counts as a sign."""
    pieces = regex.findall(PATTERN, text.decode("utf8", "surrogateescape"))
    return [t for p in pieces for t in coder._encode_single_piece(p.encode("utf8", "surrogateescape"))]


def digest(tokens):
    """FNV-1a over the tokens, four bytes each."""
    value = 0xCBF29CE484222325
    for token in tokens:
        for byte in token.to_bytes(4, "little"):
            value = (value ^ byte) * 0x100000001B3 % 2**64
    return format(value, "016x")


strings = [
    "Hello world", " Elizabeth  and\n\n Darcy's", "1234567 3.14159", "        return total",
    "Straße čaj вероятность 概率 🙂", "don't we'll I'm they've", " ", "\t\n  x", "¿Qué?\u00a0sí", "🙂🙂7",
]
texts = ["the cat sat on the mat", "a dog sat", "the the the cat", "nothing known"]
bag = TfidfVectorizer(token_pattern=r"\S+").fit(texts[:3])
coder = gpt2()
mix = mixed()
mixed_tokens = tokens_of_bytes(coder, mix)
numbers = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3, 2, 7] * 2
result = {
    "versions": {
        "tokenizers": tokenizers.__version__,
        "tiktoken": getattr(tiktoken, "__version__", "?"),
        "scikit-learn": sklearn.__version__,
    },
    "text": TEXT,
    "merges": trained(TEXT, 40),
    "strings": strings,
    "pieces": [[m for m in regex.findall(PATTERN, s)] for s in strings],
    "gpt2": [coder.encode(s) for s in strings],
    "fragments": [list(fragment) for fragment in FRAGMENTS],
    "mixedTokens": len(mixed_tokens),
    "mixedStart": mixed_tokens[:200],
    "mixedDigest": digest(mixed_tokens),
    "texts": texts,
    "words": sorted(bag.vocabulary_, key=bag.vocabulary_.get),
    "bags": bag.transform(texts).toarray().tolist(),
    "numbers": numbers,
    "occurrences": probability(numbers, 3, 10, 0.75, False),
    "places": probability(numbers, 3, 10, 0.75, True),
}
pathlib.Path(__file__).with_name("text.json").write_text(json.dumps(result, ensure_ascii=False, indent=1))
