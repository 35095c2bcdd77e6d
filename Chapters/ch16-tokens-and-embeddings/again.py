"""The headlines of chapter 16, done again with NumPy, SciPy and scikit-learn: other novels, other orders,
the compressors a sceptic would name, other words, and negatives that are really drawn."""

import bz2
import gzip
import heapq
import itertools
import lzma
import pathlib
import re
import warnings
from collections import Counter, defaultdict

import numpy as np
from ladder import found
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB

warnings.filterwarnings("ignore")  # weighted sums that were told to stop early


def bundled(name):
    for folder in [pathlib.Path.cwd(), *pathlib.Path.cwd().parents, *pathlib.Path(__file__).parents]:
        path = folder / "Sources/Datasets/Tables" / name
        if path.exists():
            return gzip.open(path, "rt", encoding="utf8").read()
    raise FileNotFoundError(name)


novels = {}
for part in bundled("austen.txt.gz").split("\n= "):
    title, *chapters = re.split(r"\n== \d+\n", part)
    novels[title.removeprefix("= ").strip()] = [c.strip() + "\n" for c in chapters]
names = list(novels)
PIECES = re.compile(r"'(?:[sdmt]|ll|ve|re)| ?[^\W\d_]+| ?[0-9]+| ?[^\s\w]+| ?_+|\s+(?!\S)|\s+")


# Merges and counts, on two other novels, with every fourth chapter held out.
def learn(texts, wanted, stops):
    """Merges learned from the first text; the tokens of all texts after some numbers of merges."""
    types = {}
    ids = [np.array([types.setdefault(p, len(types)) for p in PIECES.findall(t)]) for t in texts]
    often = np.bincount(ids[0], minlength=len(types)).tolist()
    pieces = [list(p.encode()) for p in types]
    pairs, where = Counter(), defaultdict(set)
    for i, piece in enumerate(pieces):
        for pair in zip(piece, piece[1:]):
            pairs[pair] += often[i]
            where[pair].add(i)
    heap = [(-c, p) for p, c in pairs.items()]
    heapq.heapify(heap)
    lengths, kept, merges = [1] * 256, {}, 0
    while True:
        if merges in stops:
            kept[merges] = [np.concatenate([np.array(pieces[i]) for i in t]) for t in ids]
        if merges == wanted:
            return kept, np.array(lengths)
        count, pair = heapq.heappop(heap)
        if pairs[pair] != -count:
            if pairs[pair] > 1:
                heapq.heappush(heap, (-pairs[pair], pair))
            continue
        new, grown = 256 + merges, set()
        lengths.append(lengths[pair[0]] + lengths[pair[1]])
        merges += 1
        for i in where.pop(pair):
            before, after, j = pieces[i], [], 0
            while j < len(before):
                both = tuple(before[j : j + 2]) == pair
                after.append(new if both else before[j])
                j += 2 if both else 1
            if len(after) == len(before):
                continue
            for p in zip(before, before[1:]):
                pairs[p] -= often[i]
            for p in zip(after, after[1:]):
                pairs[p] += often[i]
                if new in p:
                    where[p].add(i)
                    grown.add(p)
            pieces[i] = after
        pairs.pop(pair, None)
        for p in grown:
            heapq.heappush(heap, (-pairs[p], p))


class Model:
    """Absolute discounting with Kneser and Ney's counts of places, by sorted keys."""

    def __init__(self, tokens, order, size, d=0.75):
        self.order, self.size, self.d, self.tables = order, size, d, [None] * order
        grams, counts = np.unique(self.keys(tokens, order), return_counts=True)
        for k in range(order, 0, -1):
            context = grams // size
            heads, start = np.unique(context, return_index=True)
            total = np.add.reduceat(counts, start)
            kinds = np.diff(np.append(start, len(grams)))
            self.tables[k - 1] = grams, counts, heads, total, kinds
            grams, counts = np.unique(grams % size ** (k - 1), return_counts=True)

    def keys(self, tokens, k):
        key = np.zeros(len(tokens) - k + 1, dtype=np.int64)
        for j in range(k):
            key = key * self.size + tokens[j : len(tokens) - k + 1 + j]
        return key

    def bits(self, tokens):
        count = len(tokens) - self.order + 1
        p = np.full(count, 1 / self.size)
        for k in range(1, self.order + 1):
            grams, counts, heads, total, kinds = self.tables[k - 1]
            key = self.keys(tokens[self.order - k :], k)[:count]
            i = np.minimum(np.searchsorted(heads, key // self.size), len(heads) - 1)
            j = np.minimum(np.searchsorted(grams, key), len(grams) - 1)
            c = np.where(grams[j] == key, counts[j], 0)
            q = (np.maximum(c - self.d, 0) + self.d * kinds[i] * p) / total[i]
            p = np.where(heads[i] == key // self.size, q, p)
        return -np.log2(p)


def price(pair, order, size, bytes_):
    """Bits a byte of the second tokens, by a model of the first."""
    return Model(pair[0], order, size).bits(pair[1]).mean() * len(pair[1]) / bytes_


def sight(tokens, lengths, order):
    """How many bytes stand before a byte, within what the model looks at, on average."""
    each = lengths[tokens].astype(float)
    ends = np.concatenate([np.zeros(order - 1), [0], np.cumsum(each)])
    before = ends[order - 1 : -1] - ends[: -order]
    return np.sum(each * (before + (each - 1) / 2)) / each.sum()


two = [(c, i % 4 == 3) for n in ("Sense and Sensibility", "Mansfield Park") for i, c in enumerate(novels[n])]
known, asked = ("\n".join(c for c, out in two if out == held) for held in (False, True))
stops = [0, 50, 150, 500, 1500, 5000]
kept, lengths = learn([known, asked], 5000, stops)
size = len(asked.encode())
rows = []
for merges in stops:
    read, ask = kept[merges]
    for order in (1, 2, 3, 4, 6, 7):
        if (256 + merges) ** order > 2**63:
            continue
        each = Model(read, order, 256 + merges).bits(ask)
        long = size / len(ask)
        rows.append((merges, order, each.mean() / long, long, 2 ** each.mean(), sight(ask, lengths, order)))
best = {m: min(r[2] for r in rows if r[0] == m) for m in stops}
first = [r[2] for r in rows if r[1] == 1]
found(
    "merges buy reach",
    f"On two other novels the best order of each vocabulary pays {min(best.values()):.2f} to "
    f"{max(best.values()):.2f} bits a byte, from no merges to 5,000; order 1 falls from {first[0]:.2f} to "
    f"{first[-1]:.2f}.",
    holds=max(best.values()) - min(best.values()) < 0.08,
    numbers={f"best with {m}": b for m, b in best.items()},
)


def over_bytes(far):
    """What models of order 1 and others pay more than plain bytes that look as far."""
    curve = sorted((far(r), r[2]) for r in rows if r[0] == 0)
    near = [r for r in rows if r[0] and far(r) <= curve[-1][0]]
    gaps = [(r[1] == 1, r[2] - np.interp(far(r), *zip(*curve))) for r in near]
    return [[gap for first, gap in gaps if first == kind] for kind in (True, False)]


gaps = sum(over_bytes(lambda r: r[1] * r[3]), [])
first, more = over_bytes(lambda r: r[5])
found(
    "one curve",
    f"At the same reach {len(gaps)} models with merges pay {min(gaps):.2f} to {max(gaps):.2f} bits a byte more "
    "than plain bytes, between whose orders the curve is straight. By what stands before a byte on average, "
    f"those of order 1 pay up to {-min(first):.2f} less (with 50 merges {max(first):.2f} more), the others "
    f"{min(more):.2f} to {max(more):.2f} more.",
    holds=min(gaps) > 0 and max(gaps) < 0.5 and min(first) < -0.1 and min(more) > -0.02,
    numbers={"from": min(gaps), "to": max(gaps), "order 1": min(first), "others": max(more)},
)
agree = [(a[2] < b[2]) == (a[4] < b[4]) for a, b in itertools.combinations(rows, 2) if a[0] != b[0]]
found(
    "perplexity",
    f"Of {len(agree)} pairs of models with different vocabularies the lower perplexity names the better "
    f"in {100 * np.mean(agree):.0f} percent.",
    holds=np.mean(agree) < 0.7,
    numbers={"percent": 100 * np.mean(agree)},
)

# How much has been read: a quarter of the known chapters, all, the four other novels as well.
chapters, gain, floors = [c for c, out in two if not out], {}, {}
others = [c for n in names if n not in ("Sense and Sensibility", "Mansfield Park") for c in novels[n]]
for amount, part in {"quarter": chapters[::4], "all": chapters, "six": chapters + others}.items():
    cut, _ = learn(["\n".join(part), asked], 5000, [0, 1500, 5000])
    gain[amount] = price(cut[1500], 3, 1756, size) - price(cut[5000], 3, 5256, size)
    letters = np.unique(np.concatenate(cut[0]))
    pair = [np.searchsorted(letters, text) for text in cut[0]]
    floors[amount] = {k: price(pair, k, len(letters), size) for k in (5, 6, 7, 8, 9)}
best_order = {a: min(f, key=f.get) for a, f in floors.items()}
found(
    "how much was read",
    "From 1,500 merges to 5,000, order 3 saves "
    + ", ".join(f"{g:.3f}" for g in gain.values()) + " bits a byte after a quarter of the known "
    "chapters, all of them, the other four novels as well. Plain bytes are best at orders "
    + ", ".join(f"{o} ({floors[a][o]:.2f})" for a, o in best_order.items())
    + f"; after all of them, orders 8 and 9 pay {floors['all'][8]:.2f} and {floors['all'][9]:.2f}.",
    holds=gain["quarter"] < gain["all"] < gain["six"] > 0.003 and set(best_order.values()) <= {6, 7, 8},
    numbers=gain,
)

# The compressors, on the chapter's own text.
own = [(c, i % 5 == 4) for n in ("Pride and Prejudice", "Emma") for i, c in enumerate(novels[n])]
a = "\n".join(c for c, out in own if not out).encode()
b = "".join(c for c, out in own if out).encode()
packers = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}
after = {name: 8 * (len(pack(a + b)) - len(pack(a))) / len(b) for name, pack in packers.items()}
found(
    "compressors",
    f"With the known chapters read first, gzip needs {after['gzip']:.2f} bits for a byte of the held-out ones, "
    f"bzip2 {after['bzip2']:.2f} and xz {after['xz']:.2f}.",
    holds=min(after.values()) > 1.85,
    numbers=after,
)

# New words.
words = {n: re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", "\n".join(c).lower()) for n, c in novels.items()}
missing = []
for last in names:
    seen = {w for n in names if n != last for w in words[n]}
    missing.append(100 * np.mean([w not in seen for w in words[last]]))
found(
    "new words",
    f"Whichever novel comes last, {min(missing):.1f} to {max(missing):.1f} percent of its running words "
    "stand in none of the other five.",
    holds=min(missing) > 2 and max(missing) < 4,
    numbers={"least": min(missing), "most": max(missing)},
)

# Skip-gram with negatives that are really drawn, in batches.
number = {w: i for i, (w, _) in enumerate(Counter(itertools.chain(*words.values())).most_common(60))}
pairs = []
for text in words.values():
    ids = np.array([number.get(w, -1) for w in text])
    for k in range(1, 6):
        left, right = ids[:-k], ids[k:]
        both = (left >= 0) & (right >= 0)
        pairs += [np.stack([left[both], right[both]], 1), np.stack([right[both], left[both]], 1)]
pairs, draw = np.concatenate(pairs), np.random.default_rng(16)
U, W = draw.normal(size=(2, 60, 60)) * 0.1
chance = pairs[:, 1]
mean, square = np.zeros((2, 60, 60)), np.zeros((2, 60, 60))
for step in range(1, 1201):
    seen = pairs[draw.integers(len(pairs), size=20000)]
    no = chance[draw.integers(len(chance), size=(20000, 5))]
    yes = np.bincount(seen[:, 0] * 60 + seen[:, 1], minlength=3600).reshape(60, 60)
    nay = np.bincount((seen[:, :1] * 60 + no).ravel(), minlength=3600).reshape(60, 60)
    slope = (yes + nay) / (1 + np.exp(-U @ W.T)) - yes
    both = np.stack([slope @ W, slope.T @ U])
    mean = 0.9 * mean + 0.1 * both
    square = 0.99 * square + 0.01 * both**2
    rate = 0.05 * np.cos(np.pi / 2 * step / 1201)
    U, W = np.stack([U, W]) - rate * mean / (1 - 0.9**step) / np.sqrt(square / (1 - 0.99**step) + 1e-16)
counts = np.bincount(pairs[:, 0] * 60 + pairs[:, 1], minlength=3600).reshape(60, 60)
share = counts.sum(1) / counts.sum()
law = np.log(np.maximum(counts, 0.5) / counts.sum() / np.outer(share, share)) - np.log(5)
often = counts >= 200
miss = np.sqrt(np.mean((U @ W.T - law)[often] ** 2))
found(
    "skip-gram",
    f"With negatives really drawn, products of {often.sum()} pairs miss information less ln 5 by {miss:.2f}; "
    f"the information itself has a deviation of {law[often].std():.2f}.",
    holds=miss < 0.5 * law[often].std(),
    numbers={"miss": miss, "deviation": law[often].std()},
)

# Analogies and opposites.
lines = [line.split(" ") for line in bundled("glove.txt.gz").strip().split("\n")[1:]]
vocabulary = [line[0] for line in lines]
vectors = np.array([line[1:] for line in lines], float)
vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
place = {w: i for i, w in enumerate(vocabulary)}


def nearest(direction, forbidden=()):
    scores = vectors @ direction
    scores[[place[w] for w in forbidden]] = -np.inf
    return vocabulary[int(scores.argmax())]


OTHER = {
    "jobs": "man woman;actor actress;king queen;emperor empress;duke duchess;prince princess;"
    "lord lady;boyfriend girlfriend;grandson granddaughter;father mother",
    "money": "japan yen;britain pound;russia ruble;india rupee;china yuan;europe euro;mexico peso",
    "deed, doer": "play player;teach teacher;write writer;work worker;drive driver;sing singer;"
    "paint painter;lead leader;run runner;win winner;manage manager;report reporter",
    "how": "quick quickly;slow slowly;easy easily;clear clearly;complete completely;final finally;"
    "serious seriously;rapid rapidly;sudden suddenly;recent recently",
}
free = forbidding = alone = asked_count = 0
parallel, added = [], []
for text in OTHER.values():
    pair_list = [p.split(" ") for p in text.split(";")]
    pair_list = [p for p in pair_list if all(w in place for w in p)]
    arrows = np.array([vectors[place[q]] - vectors[place[p]] for p, q in pair_list])
    arrows /= np.linalg.norm(arrows, axis=1, keepdims=True)
    n = len(arrows)
    parallel.append(((arrows @ arrows.T).sum() - n) / (n * (n - 1)))
    start = forbidding - alone
    for (p, q), (r, s) in itertools.permutations(pair_list, 2):
        P, Q, R = (vectors[place[w]] for w in (p, q, r))
        free += nearest(Q - P + R) == s
        forbidding += nearest(Q - P + R, (p, q, r)) == s
        alone += nearest(R, (p, q, r)) == s
    asked_count += n * (n - 1)
    added.append(100 * (forbidding - alone - start) / (n * (n - 1)))
free, forbidding, alone = (100 * n / asked_count for n in (free, forbidding, alone))
found(
    "analogies",
    f"{asked_count} questions of four other relations: {free:.0f} percent right when every word may answer, "
    f"{forbidding:.0f} with the question's words forbidden, {alone:.0f} without arithmetic. "
    "The arrows' mean cosines are "
    + ", ".join(f"{c:.2f}" for c in parallel) + ", and arithmetic adds "
    + ", ".join(f"{a:.0f}" for a in added) + " points.",
    holds=free < forbidding and alone < forbidding,
    numbers={"free": free, "forbidding": forbidding, "alone": alone},
)
SECOND = (
    "cold chilly hot;rise climb fall;strange odd familiar;clever bright stupid;calm quiet stormy;"
    "silent quiet noisy;brave courageous afraid;simple easy complex;modern contemporary ancient;"
    "victory win defeat;arrive come depart;push shove pull;sell trade buy;laugh smile cry;"
    "heavy massive light;angry furious calm;finish complete start;begin start stop;legal lawful illegal;"
    "public open private;major big minor;guilty responsible innocent;agree accept refuse;"
    "borrow take lend;day morning night;upper top lower;import bring export;include contain exclude"
)
triples = [triple.split(" ") for triple in SECOND.split(";")]
triples = [[vectors[place[x]] for x in t] for t in triples if all(x in place for x in t)]
results = [word @ synonym > word @ opposite for word, synonym, opposite in triples]
found(
    "opposites",
    f"Of {len(results)} other words {sum(results)} have their synonym nearer than their opposite.",
    holds=np.mean(results) < 0.85,
    numbers={"share": np.mean(results)},
)

# Paragraphs to chapters: other deals, wider grids, and what the vectors lack.
paragraphs, chapter, section = [], -1, 0
for part in bundled("ladder.txt.gz").split("\n\n"):
    part = part.strip("\n")
    chapter += part.startswith("# ")
    section += part.startswith(("# ", "## "))
    cut = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", part.lower())
    if not part.startswith("#") and len(cut) >= 30:
        paragraphs.append((cut, chapter, section))
chance = np.random.default_rng(7).normal(size=vectors.shape)
shares, fine = defaultdict(list), [1e-1, 1e-2, 1e-3, 1e-4, 1e-5]


def tell(name, X, Q, grid):
    """Notes how many a weighted sum tells, its penalty chosen on the last quarter of the rows."""
    cut = len(y) * 3 // 4
    fit = lambda n, p: LogisticRegression(C=1 / (p * n), max_iter=300).fit(X[:n], y[:n])
    best = max(grid, key=lambda p: fit(cut, p).score(X[cut:], y[cut:]))
    shares[name].append(100 * fit(len(y), best).score(Q, truth))


for seed in range(3):
    draw = np.random.default_rng(200 + seed)
    held = set(draw.permutation(section + 1)[: section // 4])
    mixed = [paragraphs[i] for i in draw.permutation(len(paragraphs))]
    asks = [p for p in mixed if p[2] in held]
    few = [p for k in range(chapter + 1) for p in [q for q in mixed if q[1] == k and q[2] not in held][:40]]
    few = [few[i] for i in draw.permutation(len(few))]
    y, truth = (np.array([p[1] for p in part]) for part in (few, asks))
    read, asks = ([p[0] for p in part] for part in (few, asks))
    counter = CountVectorizer(analyzer=list)
    X, Q = counter.fit_transform(read), counter.transform(asks)
    for smoothing in (0.1, 0.3):
        shares[f"bayes {smoothing}"].append(100 * MultinomialNB(alpha=smoothing).fit(X, y).score(Q, truth))
    for name, keep in (("shared", lambda d: [w for w in d if w in place]), ("bag", list)):
        bag = TfidfVectorizer(analyzer=keep)
        tell(name, X := bag.fit_transform(read), Q := bag.transform(asks), fine)
    for name, table in (("chance", chance), ("means", vectors)):
        A, B = (
            np.array([np.average(table[w], axis=0, weights=(w + 1) / (w + 101)) for w in ids])
            for ids in ([np.array([place[v] for v in d if v in place]) for d in t] for t in (read, asks))
        )
        B, A = (B - A.mean(0)) / A.std(0), (A - A.mean(0)) / A.std(0)
        tell(name, A, B, [100, 10, 1, *fine])
    tell("both", *(hstack([x, csr_matrix(0.02 * z)]).tocsr() for x, z in ((X, A), (Q, B))), fine)
of = {name: np.mean(each) for name, each in shares.items()}
found(
    "paragraphs",
    f"Of {len(paragraphs)} paragraphs, with forty labelled in each chapter and wider grids, a bag tells "
    f"{of['bag']:.0f} percent rightly, one of GloVe's words alone {of['shared']:.0f}, naive Bayes "
    f"{of['bayes 0.3']:.0f} ({of['bayes 0.1']:.0f} smoothed with 0.1), weighed means {of['means']:.0f}, such "
    f"means of random vectors {of['chance']:.0f}, bag and means together {of['both']:.0f}.",
    holds=of["shared"] > of["means"] + 10 and of["means"] > of["chance"] + 4 and of["both"] < of["bag"] + 2,
    numbers=of,
)
