"""Golden values of error rates of transcripts, from jiwer.

    python Tests/Golden/transcripts.py

writes transcripts.json beside itself: the rates of some pairs of texts, and the fewest changes of
single pairs. Kinds of changes are not compared, since equally short ways count them differently.
"""

import importlib.metadata
import json
import pathlib
import random

import jiwer

random.seed(18)


def sentence(least, most, words):
    return " ".join(random.choice(words) for _ in range(random.randint(least, most)))


texts = []
for words in (["one", "two", "six"], ["zero", "one", "two", "three", "four", "five"]):
    for count in (1, 1, 1, 3, 8):
        references = [sentence(1, 8, words) for _ in range(count)]
        transcripts = [sentence(0, 8, words) for _ in range(count)]
        texts.append((references, transcripts))
texts.append((["  two   spaces "], ["two spaces"]))
texts.append((["a"], ["b c d e"]))
texts.append((["equal text"], ["equal text"]))

golden = {
    "versions": {name: importlib.metadata.version(name) for name in ("jiwer", "rapidfuzz")},
    "cases": [
        {
            "references": references, "transcripts": transcripts,
            "wordErrorRate": jiwer.wer(references, transcripts),
            "characterErrorRate": jiwer.cer(references, transcripts),
            "distance": sum(
                getattr(jiwer.process_words(references, transcripts), kind)
                for kind in ("insertions", "deletions", "substitutions")),
        }
        for references, transcripts in texts
    ],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1))
