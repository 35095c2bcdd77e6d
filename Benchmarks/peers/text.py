"""Byte-pair encoding in tokenizers and tiktoken, on one thread: bpe-training, bpe-encoding-tiktoken and
bpe-encoding-tokenizers."""

import gzip
import json
import os
import pathlib
import re

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"

import tiktoken
import tokenizers

PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def megabyte():
    root = pathlib.Path(__file__).parents[2]
    text = gzip.open(root / "Sources/Datasets/Tables/austen.txt.gz", "rt", encoding="utf8").read()
    chapters = []
    for novel in text.split("\n= "):
        chapters += [c.strip() + "\n" for c in re.split(r"\n== \d+\n", novel)[1:]]
    return "\n".join(chapters).encode()[:1_000_000].decode()


def trained(text):
    model = tokenizers.Tokenizer(tokenizers.models.BPE())
    model.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=2256,
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    model.train_from_iterator([text], trainer)
    return model


def tiktoken_of(model):
    """The same merges in tiktoken."""
    printable = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    rest = [b for b in range(256) if b not in printable]
    to_byte = {chr(b): b for b in printable} | {chr(256 + n): b for n, b in enumerate(rest)}
    ranks = {bytes([b]): i for i, b in enumerate(printable + rest)}
    for merge in json.loads(model.to_str())["model"]["merges"]:
        joined = "".join(merge) if isinstance(merge, list) else merge.replace(" ", "")
        ranks[bytes(to_byte[c] for c in joined)] = len(ranks)
    return tiktoken.Encoding("novels", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={})


def prepare(name):
    if not name.startswith("bpe-"):
        return None
    text = megabyte()
    if name == "bpe-training":
        return lambda: trained(text).get_vocab_size() - 256
    model = trained(text)
    if name == "bpe-encoding-tokenizers":
        return lambda: len(model.encode(text).ids)
    coder = tiktoken_of(model)
    return lambda: len(coder.encode_ordinary(text))
