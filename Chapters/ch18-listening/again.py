"""The headlines of chapter 18, done again with NumPy and PyTorch: its language written anew, a convolution in
place of the gated units, other voices, words and levels of noise; spoken digits, where the data are there."""

import itertools
import math
import os
import pathlib
import wave

import numpy as np
import torch
from ladder import found
from torch import nn
from torch.nn.functional import cross_entropy, ctc_loss, pad

torch.set_num_threads(1)
torch.set_flush_denormal(True)
SR, N, STEP, SPACING = 8000, 256, 128, 1.45
HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N) / N)

several = lambda values, form=".1f": ", ".join(format(v, form) for v in values)

# Transforms and windows.
tone = np.fft.fft(np.cos(2 * np.pi * 2 * np.arange(8) / 8))
misfit = np.cos(2 * np.pi * 10.5 * np.arange(N) / N)
sharp, gentle = (np.abs(np.fft.rfft(misfit * w)) ** 2 for w in (np.ones(N), HANN))
sharp, gentle = (p[40] / p.max() for p in (sharp, gentle))
found(
    "leakage",
    f"NumPy's transform of the tone of two swings is 4 at 2 and 6. Thirty swings from a tone of ten and a half the sharp "
    f"cut leaves {1e6 * sharp:.0f} millionths of the peak, the Hann window {1e6 * gentle:.4f}.",
    holds=np.allclose(tone, [0, 0, 4, 0, 0, 0, 4, 0], atol=1e-9) and gentle < sharp / 1000,
)

# Paths, the sum and its slope.
merged = lambda word: [a for i, a in enumerate(word) if i == 0 or a != word[i - 1]]
collapsed = lambda path: [a for a in merged(path) if a]
counts, sums, slopes = [], [], []
chance = torch.Generator().manual_seed(18)
for frames, word in [(3, [1]), (3, [1, 2]), (3, [1, 1]), (7, [1, 1, 2]), (8, [1, 1, 2, 2]), (6, [3, 1, 3]), (6, [2, 2, 3])]:
    classes, doubles = max(word) + 1, sum(a == b for a, b in zip(word, word[1:]))
    all_paths = [p for p in itertools.product(range(classes), repeat=frames) if collapsed(p) == word]
    counts.append(len(all_paths) - math.comb(frames + len(word) - doubles, 2 * len(word)))
    logits = torch.randn(frames, 1, classes, dtype=torch.float64, generator=chance, requires_grad=True)
    loss = ctc_loss(logits.log_softmax(-1), torch.tensor([word]), (frames,), (len(word),), reduction="sum")
    slope = torch.autograd.grad(loss, logits)[0][:, 0].numpy()
    y = logits.softmax(-1)[:, 0].detach().numpy()
    weights = np.array([np.prod(y[range(frames), p]) for p in all_paths])
    occupancy = np.array([[weights[[p[t] == k for p in all_paths]].sum() for k in range(classes)] for t in range(frames)])
    sums.append(abs(loss.item() + math.log(weights.sum())))
    slopes.append(np.abs(slope - (y - occupancy / weights.sum())).max())
found(
    "paths",
    f"Seven words, every path listed: counts as by the formula, PyTorch's loss within {max(sums):.0e} of the sum, its slope "
    f"within {max(slopes):.0e} of probability minus occupancy.",
    holds=not any(counts) and max(sums) < 1e-9 and max(slopes) < 1e-9,
)

# The language of six letters.
def bands(count, pitch=1.0):
    """Triangles even in mels, O'Shaughnessy's formula and peaks of one, where the chapter has Slaney's; all of a pitch."""
    mels = np.linspace(0, 2595 * np.log10(1 + SR / 2 / 700), count + 2)
    c, f = 700 * (10 ** (mels / 2595) - 1), (np.arange(N // 2 + 1) * SR / N / pitch)[:, None]
    return np.maximum(0, np.minimum((f - c[:-2]) / (c[1:-1] - c[:-2]), (c[2:] - f) / (c[2:] - c[1:-1])))

MEL = bands(20)

pieces = lambda x: np.lib.stride_tricks.sliding_window_view(np.pad(x, N // 2), N)[::STEP]

mel = lambda x, floor=1e-3: np.log(np.maximum(np.abs(np.fft.rfft(pieces(x) * HANN)) ** 2 @ MEL, floor)).astype(np.float32)

def speak(draw, word, pitch, tempo, noise):
    sound, letters = [], []

    def rest(a, b):
        count = int(SR * tempo * draw.uniform(a, b))
        sound.append(np.zeros(count))
        letters.append(np.zeros(count, int))

    rest(0.03, 0.1)
    for letter in word:
        n = np.arange(int(SR * tempo * draw.uniform(0.07, 0.13)))
        edge, (a, b) = np.minimum(1, np.minimum(n, len(n) - n) / 80), draw.uniform(0, 2 * np.pi, 2)
        low, high = 400 * SPACING ** ((letter - 1) // 2), 1400 * SPACING ** ((letter - 1) % 2)
        turn = 2 * np.pi * pitch * n / SR
        sound.append(draw.uniform(0.2, 0.4) * edge * (np.sin(turn * low + a) + np.sin(turn * high + b)))
        letters.append(np.full(len(n), letter))
        rest(0.02, 0.05)
    rest(0.03, 0.1)
    sound = np.concatenate(sound)
    return sound + noise * draw.standard_normal(len(sound)), np.concatenate(letters)

def voices(count, seed, within=0.06):
    draw = np.random.default_rng(seed)
    return [(draw.uniform(1 - within, 1 + within), draw.uniform(0.8, 1.25)) for _ in range(count)]

def words(count, who, seed, noise=0.5):
    """Frames, words, the letter at each frame's middle, and samples."""
    draw, heard = np.random.default_rng(seed), []
    for k in range(count):
        word = draw.integers(1, 7, size=draw.integers(3, 7)).tolist()
        x, letters = speak(draw, word, *who[k % len(who)], noise)
        frames = mel(x)
        heard.append((frames, word, letters[np.minimum(np.arange(len(frames)) * STEP, len(letters) - 1)], x))
    return heard

class Listener(nn.Module):
    """Two convolutions over five frames each, added to what they read."""

    def __init__(self, bands=20, classes=7, width=32, front=0, stride=1):
        super().__init__()
        self.front = nn.Linear(bands, front) if front else nn.Identity()
        self.into, self.out, self.stride = nn.Linear(front or bands, width), nn.Linear(width, classes), stride
        self.layers = nn.ModuleList(nn.Conv1d(width, width, 5, padding=2) for _ in range(2 + (stride > 1)))
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in self.layers)

    def forward(self, x):
        h = torch.relu(self.into(torch.relu(self.front(x)) if isinstance(self.front, nn.Linear) else x))
        for place, (layer, norm) in enumerate(zip(self.layers, self.norms)):
            h = h + torch.relu(norm(layer(h.transpose(1, 2)).transpose(1, 2)))
            if place == 0 and self.stride > 1:
                h = h[:, :: self.stride]
        return self.out(h)

    def logits(self, frames):
        lengths = torch.tensor([-(-len(f) // self.stride) for f in frames])
        most = max(map(len, frames))
        x = torch.stack([pad(torch.as_tensor((f - self.mean) / self.scale), (0, 0, 0, most - len(f))) for f in frames])
        z = self(x)
        return (z - 1000 * torch.eye(z.shape[-1])[0] if self.way == "without" else z), lengths

def train(heard, way="untold", rate=0.01, steps=300, seed=0, **shape):
    """On pairs or more of frames and word; the best of its kind is chosen outside."""
    torch.manual_seed(seed)
    draw, model = np.random.default_rng(seed), Listener(**shape)
    frames = np.concatenate([one[0] for one in heard])
    model.mean, model.scale, model.way = frames.mean(0), frames.std(0) + 1e-6, way
    descent = torch.optim.Adam(model.parameters(), rate)
    plan = torch.optim.lr_scheduler.CosineAnnealingLR(descent, steps)
    for _ in range(steps):
        chosen = [heard[k] for k in draw.choice(len(heard), 16, replace=False)]
        z, lengths = model.logits([one[0] for one in chosen])
        if way == "told":
            labels = torch.cat([pad(torch.as_tensor(one[2]), (0, z.shape[1] - len(one[2])), value=-1) for one in chosen])
            loss = cross_entropy(z.flatten(0, 1), labels, ignore_index=-1)
        else:
            spelled = [merged(one[1]) if way == "without" else one[1] for one in chosen]
            loss = ctc_loss(
                z.log_softmax(-1).transpose(0, 1), torch.tensor(sum(spelled, [])), lengths,
                torch.tensor([len(word) for word in spelled]), zero_infinity=True,
            )
        descent.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        descent.step()
        plan.step()
    return model

def edits(said, read):
    row = list(range(len(read) + 1))
    for i, a in enumerate(said):
        corner, row[0] = row[0], i + 1
        for j, b in enumerate(read):
            corner, row[j + 1] = row[j + 1], min(corner + (a != b), row[j + 1] + 1, row[j] + 1)
    return row[-1]

wrong = lambda readings, heard: 100 * sum(map(edits, [h[1] for h in heard], readings)) / sum(len(h[1]) for h in heard)

def read(model, heard):
    with torch.no_grad():
        z, lengths = model.logits([one[0] for one in heard])
    return [collapsed(path[:n].tolist()) for path, n in zip(z.argmax(-1), lengths)]

def templates(heard):
    """The mean frame of the pause and of each letter, in deviations, and how frames become so."""
    frames, letters = np.concatenate([one[0] for one in heard]), np.concatenate([one[2] for one in heard])
    mean, scale = frames.mean(0), frames.std(0)
    return np.stack([(frames[letters == k].mean(0) - mean) / scale for k in range(7)]), mean, scale

def nearest(frames, known, votes):
    far = (((frames - known[1]) / known[2])[:, None] - known[0]) ** 2
    far = far.sum(-1)
    path = far.argmin(1)
    ballots = np.pad(np.eye(7)[path], ((votes + 1, votes), (0, 0))).cumsum(0)
    return collapsed((ballots[2 * votes + 1 :] - ballots[: len(path)]).argmax(1)), far.min(1).mean()

# Told and not told, without the blank, and by hand: voices and words of their own, rates chosen on words of their own.
seeds, rates = range(3), [0.001, 0.003, 0.01, 0.03, 0.1]
table, models, plain = {"untold": [], "told": [], "without": [], "hand": []}, [], {"untold": [], "without": []}
best = {}
for seed in seeds:
    who = voices(8, 40 + seed)
    known, tried, asked = words(300, who, 50 + seed), words(80, who, 60 + seed), words(150, who, 70 + seed)
    for way in ("untold", "told", "without"):
        if seed == 0:
            grid = {rate: train(known, way, rate) for rate in rates}
            best[way] = min(rates, key=lambda rate: wrong(read(grid[rate], tried), tried))
            model = grid[best[way]]
        else:
            model = train(known, way, best[way], seed=seed)
        table[way].append(wrong(read(model, asked), asked))
        if way in plain:
            single = [one for one in asked if merged(one[1]) == one[1]]
            plain[way].append(wrong(read(model, single), single))
        if way == "untold":
            models.append(model)
    hand = templates(known)
    votes = min(range(5), key=lambda v: wrong([nearest(one[0], hand, v)[0] for one in tried], tried))
    table["hand"].append(wrong([nearest(one[0], hand, votes)[0] for one in asked], asked))
found(
    "told and not told",
    f"Convolutions, three sets of voices: not told {several(table['untold'])} percent of letters are wrong, told "
    f"{several(table['told'])}, by hand {several(table['hand'])} (rates {best['untold']:g} and {best['told']:g} of "
    f"{several(rates, 'g')}).",
    holds=all(a < b < c for a, b, c in zip(table["untold"], table["told"], table["hand"])),
)
found(
    "the blank",
    f"Without a blank {several(table['without'])} percent are wrong, on words without doubles {several(plain['without'])} "
    f"against {several(plain['untold'])}.",
    holds=min(table["without"]) > max(table["untold"]) + 2,
)

# Strangers, by pitch and by the level of noise; many voices; and the hand that searches the pitch.
pitches = [0.69, 0.76, 0.83, 0.88, 0.94, 1, 1.06, 1.13, 1.2, 1.31, 1.45]

def strangers(model, noise=0.5, count=60):
    heard = [words(count, [(p, t) for _, t in voices(20, 90)], 91, noise) for p in pitches]
    return [wrong(read(model, one), one) if isinstance(model, nn.Module) else model(one) for one in heard]

def crossing(curve, height, up):
    places = range(5, len(pitches)) if up else range(5, -1, -1)
    for a, b in zip(places, list(places)[1:]):
        if curve[a] < height <= curve[b]:
            return pitches[a] * (pitches[b] / pitches[a]) ** ((height - curve[a]) / (curve[b] - curve[a]))
    return math.nan

curves, ends = {0.5: np.mean([strangers(m) for m in models], 0)}, {}
for noise in (0.1, 0.25):
    loud = [train(words(300, voices(8, 40 + s), 50 + s, noise), rate=best["untold"], seed=s) for s in range(2)]
    curves[noise] = np.mean([strangers(m, noise) for m in loud], 0)
for noise, curve in curves.items():
    ends[noise] = [crossing(curve, 50, up) for up in (False, True)]
found(
    "lost before the middle",
    f"Convolutions lose half of the letters at {several(ends[0.5], '.2f')}, where the middle between tones is at 0.83 and 1.20.",
    holds=0.86 < ends[0.5][0] and ends[0.5][1] < 1.16,
)
found(
    "with less noise",
    f"With half of the noise they lose half of the letters at {several(ends[0.25], '.2f')}, with a fifth at {several(ends[0.1], '.2f')}: "
    "nearer to the middle.",
    holds=all(ends[n][0] < ends[0.5][0] and ends[n][1] > ends[0.5][1] for n in (0.1, 0.25)),
)
wide = [train(words(300, voices(96, 30 + s, 0.2), 50 + s), rate=best["untold"], seed=s) for s in range(2)]
many = np.mean([strangers(m) for m in wide], 0)
hand = templates(words(300, voices(8, 40), 50))

def searched(heard):
    """Templates whose bands are moved to the pitch at which the frames fit them best."""
    moved = [bands(20, p) for p in np.exp(np.linspace(-0.42, 0.42, 13))]
    powers = [np.abs(np.fft.rfft(pieces(one[3]) * HANN)) ** 2 for one in heard]
    tries = [[nearest(np.log(np.maximum(p @ m, 1e-3)), hand, 2) for m in moved] for p in powers]
    return wrong([min(one, key=lambda t: t[1])[0] for one in tries], heard)

by_hand = strangers(searched)
found(
    "many voices",
    f"At pitches {several(pitches, 'g')}: eight voices {several(curves[0.5], '.0f')}; 96 voices within 20 percent "
    f"{several(many, '.0f')}; templates whose bands are moved to the likeliest pitch {several(by_hand, '.0f')}.",
    holds=many[8] < curves[0.5][8] - 20 and many[2] < curves[0.5][2] - 20 and by_hand[8] < min(many[8], curves[0.5][8], 35),
)

# Six people, where the recordings are.
folder = pathlib.Path(os.environ.get("LADDER_DATA", "data")) / "fsdd" / "recordings"
people = ["george", "jackson", "lucas", "nicolas", "theo", "yweweler"]
spelled = "zero one two three four five six seven eight nine".split()
letters = sorted(set("".join(spelled)))
targets = [[1 + letters.index(c) for c in word] for word in spelled]

def recordings(kind):
    found_there = {}
    for digit, who, take in itertools.product(range(10), people, range(7)):
        with wave.open(str(folder / f"{digit}_{who}_{take}.wav")) as file:
            x = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        frames = mel(x, 1e-6) if kind == "mel" else pieces(x).astype(np.float32)
        found_there[digit, who, take] = (frames, targets[digit], digit)
    return found_there

def misheard(model, asked):
    """The share of words wrong where only the ten are possible, and of letters, read greedily; in percent."""
    with torch.no_grad():
        z, lengths = model.logits([one[0] for one in asked])
        logs = z.log_softmax(-1).transpose(0, 1)
        losses = torch.stack([
            ctc_loss(logs, torch.tensor(t * len(asked)), lengths, torch.tensor([len(t)] * len(asked)), reduction="none")
            for t in targets
        ])
    wrongly = losses.argmin(0).numpy() != np.array([one[2] for one in asked])
    return 100 * wrongly.mean(), wrong(read(model, asked), asked)

def digits(data, known, asked, way="untold", rate=0.006, steps=300, seed=0, **shape):
    model = train([data[k] for k in known], way, rate, steps, seed, classes=len(letters) + 1, stride=2, **shape)
    return [misheard(model, [data[k] for k in keys]) for keys in asked]

if folder.exists():
    bands_of, raw = recordings("mel"), recordings("raw")
    pick = lambda test: [k for k in bands_of if test(*k)]
    rows = {"mel": [], "raw": [], "many": [], "few": []}
    for place, stranger in enumerate(people):
        others = [who for who in people if who != stranger]
        known = pick(lambda d, who, take: who != stranger and take < 5)
        asked = pick(lambda d, who, take: who != stranger and take > 4), pick(lambda d, who, take: who == stranger)
        rows["mel"].append(digits(bands_of, known, asked, seed=place))
        rows["raw"].append(digits(raw, known, asked, rate=(0.003, 0.01)[place % 2], seed=place, bands=256, front=20))
        for name, chosen in (
            ("many", lambda d, who, take, c: who != stranger and take == c),
            ("few", lambda d, who, take, c: who == others[c] and take < 5),
        ):
            fifty = pick(lambda *k: chosen(*k, place % 5))
            rows[name].append(digits(bands_of, fifty, asked[1:], steps=200, seed=place))
    of = {name: np.array(found_there) for name, found_there in rows.items()}
    heard, stranger, raw_letters = of["mel"][:, 0], of["mel"][:, 1], of["raw"][:, :, 1].mean(0)
    found(
        "people heard and strangers",
        f"Six people left out in turn: {several(heard[:, 0], '.0f')} percent of words wrong for people heard and "
        f"{several(stranger[:, 0], '.0f')} for the stranger; letters {several(heard[:, 1], '.0f')} and {several(stranger[:, 1], '.0f')}.",
        holds=all(heard[:, 1] < stranger[:, 1]),
    )
    found(
        "mel bands",
        f"Raw windows through twenty learned sums, at rates of 0.003 and 0.01: {raw_letters[0]:.0f} percent of letters wrong for "
        f"people heard, {raw_letters[1]:.0f} for strangers; mel bands {heard[:, 1].mean():.0f} and {stranger[:, 1].mean():.0f}.",
        holds=raw_letters[0] - heard[:, 1].mean() >= 10 and raw_letters[1] > stranger[:, 1].mean(),
    )
    more = of["few"][:, 0, 1] - of["many"][:, 0, 1]
    found(
        "speakers and takes",
        f"Fifty recordings: one speaker five times leaves {of['few'][:, 0, 1].mean():.0f} percent of a stranger's letters wrong, "
        f"five speakers once {of['many'][:, 0, 1].mean():.0f}; apart, by stranger, by {several(more, '.0f')}.",
        holds=more.mean() > 0,
    )
