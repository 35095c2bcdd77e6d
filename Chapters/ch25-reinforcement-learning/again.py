"""The headlines of chapter 25, done again with NumPy and PyTorch: other seeds, other discounts and limits, the
ingredient taken out, and the rival that needs no network."""

import math

import numpy as np
import torch
from ladder import found

torch.set_num_threads(1)


# Levers: explorers, and optimists, whose two ingredients are the first belief and the least weight of a payment.
def levers(share, seed, pulls=1000, count=2000, start=0.0, newest=0.0):
    rng = np.random.default_rng(seed)
    means = rng.normal(size=(count, 10))
    worth, counts, regret = np.full((count, 10), float(start)), np.zeros((count, 10)), []
    rows = np.arange(count)
    for _ in range(pulls):
        lever = np.where(rng.random(count) < share, rng.integers(10, size=count), worth.argmax(1))
        counts[rows, lever] += 1
        paid = means[rows, lever] + rng.normal(size=count)
        worth[rows, lever] += np.maximum(newest, 1 / counts[rows, lever]) * (paid - worth[rows, lever])
        regret.append((means.max(1) - means[rows, lever]).mean())
    return float(np.mean(regret[-pulls // 10:]))


late = {share: levers(share, 1, pulls=2000, count=400) for share in (0.0, 0.1, 0.2)}
found(
    "levers",
    "Explorers of one pull in ten and in five end after 2,000 pulls a little above their floors of 0.154 and 0.308; "
    f"who never explores ends higher than the first: {late[0.1]:.3f}, {late[0.2]:.3f}, {late[0.0]:.3f}.",
    holds=0.15 < late[0.1] < 0.19 and 0.30 < late[0.2] < 0.35 and late[0.0] > 0.3)
hopes = [levers(0, 2, start=start, newest=newest) for start, newest in ((0, 0), (5, 0), (0, 0.1), (5, 0.1))]
found(
    "optimists",
    "On 2,000 other bandits one who never explores ends at {:.2f} a pull, with a first belief of 5 at {:.2f}, with payments "
    "that count for a tenth at least, and no such belief, at {:.2f}, and with both at {:.2f}.".format(*hopes),
    holds=hopes[3] < 0.75 * hopes[1] and hopes[1] < 0.5 * hopes[0] and hopes[2] > 2 * hopes[1])

# The cliff, by walkers of our own, exploring one move in five as well.
OFFSETS = [(-1, 0), (0, 1), (1, 0), (0, -1)]


def cliff(square, move):
    r, c = square // 12 + OFFSETS[move][0], square % 12 + OFFSETS[move][1]
    r, c = min(max(r, 0), 3), min(max(c, 0), 11)
    if r == 3 and 0 < c < 11:
        return 36, -100, False
    return 12 * r + c, -1, r == 3 and c == 11


def life(rule, explore, seed, rate=0.1, episodes=1500):
    rng = np.random.default_rng(seed)
    table, sums = np.zeros((48, 4)), []

    def choose(square):
        if rng.random() < explore:
            return int(rng.integers(4))
        best = np.flatnonzero(table[square] == table[square].max())
        return int(best[rng.integers(len(best))])

    for _ in range(episodes):
        square, move, total = 36, choose(36), 0
        while True:
            to, reward, over = cliff(square, move)
            total += reward
            follow = choose(to)
            after = 0 if over else table[to].max() if rule == "best" else table[to, follow]
            table[square, move] += rate * (reward + after - table[square, move])
            square, move = to, follow
            if over:
                break
        sums.append(total)
    return np.mean(sums[-300:])


def along(row, explore):
    chances, rewards = np.zeros((48, 48)), np.zeros(48)
    for square in range(47):
        r, c = divmod(square, 12)
        meant = 2 if c == 11 else 0 if r > row else 2 if r < row else 1
        for move in range(4):
            p = explore / 4 + (1 - explore) * (move == meant)
            to, reward, over = cliff(square, move)
            rewards[square] += p * reward
            chances[square, to] += 0 if over else p
    return np.linalg.solve(np.eye(48) - chances, rewards)[36]


lives = {(rule, e): np.mean([life(rule, e, s) for s in range(6)]) for rule in ("best", "made") for e in (0.1, 0.2)}
rows = {(row, e): along(row, e) for row in range(3) for e in (0.1, 0.2)}
near = max(abs(lives["made", e] - max(rows[row, e] for row in range(3))) / abs(lives["made", e]) for e in (0.1, 0.2))
edge = max(abs(lives["best", e] - rows[2, e]) / abs(rows[2, e]) for e in (0.1, 0.2))
found(
    "cliff",
    "By linear equations walking along edge, next row and top brings "
    + ", ".join(f"{rows[row, 0.1]:.1f}" for row in (2, 1, 0)) + " with one stumble in ten and "
    + ", ".join(f"{rows[row, 0.2]:.1f}" for row in (2, 1, 0)) + " with one in five. Q-learning's last 300 of 1,500 "
    f"episodes bring {lives['best', 0.1]:.1f} and {lives['best', 0.2]:.1f}, SARSA's {lives['made', 0.1]:.1f} and "
    f"{lives['made', 0.2]:.1f}.", holds=near < 0.15 and edge < 0.15)


# A bonus on a row of squares, with another discount: where does circling begin?
def arrives(bonus, discount, seed, length=8, height=None):
    rng = np.random.default_rng(seed)
    table = np.zeros((length, 2))
    for _ in range(1500):
        square = 0
        for _ in range(60):
            best = table[square].argmax() if table[square, 0] != table[square, 1] else rng.integers(2)
            move = rng.integers(2) if rng.random() < 0.2 else best
            to = min(max(square + (1 if move else -1), 0), length)
            over = to == length
            reward = float(over) + bonus * (to > square)
            if height:
                reward += discount * height(to) - height(square)
            after = 0 if over else table[to].max()
            table[square, move] += 0.3 * (reward + discount * after - table[square, move])
            if over:
                break
            square = to
    square = 0
    for _ in range(length):
        square += 1 if table[square].argmax() else -1
        if square < 0:
            return False
        if square == length:
            return True
    return False


shares = {}
for discount in (0.8, 0.9):
    border = 1 / (discount / (1 - discount ** 2) - 1)
    shares[discount] = (border, *(np.mean([arrives(f * border, discount, s) for s in range(10)]) for f in (0.8, 1.2)))
found(
    "circling",
    "In a corridor of eight squares, with discounts of 0.8 and 0.9, circling should begin at bonuses of "
    + " and ".join(f"{v[0]:.2f}" for v in shares.values()) + ": at four fifths of that "
    + " and ".join(f"{10 * v[1]:.0f}" for v in shares.values()) + " of ten walkers arrive, at six fifths "
    + " and ".join(f"{10 * v[2]:.0f}" for v in shares.values()) + ".",
    holds=all(v[1] >= 0.9 and v[2] <= 0.1 for v in shares.values()))


high = {
    (size, own): np.mean([arrives(0, 0.9, s, height=lambda n: own if n == 8 else size * n) for s in range(10)])
    for size, own in ((0.1, 0), (1, 0), (5, 0), (0.1, -2))}
found(
    "heights",
    "Paid a difference of heights of 0.1, 1 and 5 a square, 0 at the goal, "
    + ", ".join(f"{10 * high[size, 0]:.0f}" for size in (0.1, 1, 5)) + " of ten walkers arrive; with a goal that keeps a "
    f"height of its own, -2, {10 * high[0.1, -2]:.0f}.",
    holds=min(high[size, 0] for size in (0.1, 1, 5)) >= 0.9 and high[0.1, -2] <= 0.1)


# Poles, many at once.
def push(state, right):
    x, v, a, w = state.T
    s, c = np.sin(a), np.cos(a)
    pushed = (np.where(right, 10.0, -10.0) + 0.05 * w ** 2 * s) / 1.1
    turn = (9.8 * s - c * pushed) / (0.5 * (4 / 3 - 0.1 * c ** 2 / 1.1))
    return np.stack([x + 0.02 * v, v + 0.02 * (pushed - 0.05 * turn * c / 1.1), a + 0.02 * w, w + 0.02 * turn], 1)


def fallen(state):
    return (np.abs(state[:, 0]) > 2.4) | (np.abs(state[:, 2]) > 12 * math.pi / 180)


def deep(memory, copy, rates, seeds, steps=10_000, every=400, seed=0):
    """Q-learning with a network, all rates and seeds side by side in one array; gives late lengths and largest worths."""
    rng, R = np.random.default_rng(seed), len(rates) * seeds
    lr = np.repeat(rates, seeds)[:, None, None]
    draw = lambda n, *shape: rng.uniform(-1, 1, (R, *shape)) / math.sqrt(n)
    W = [draw(4, 4, 64), draw(4, 1, 64), draw(64, 64, 2), draw(64, 1, 2)]
    first, second, old = [np.zeros_like(w) for w in W], [np.zeros_like(w) for w in W], [w.copy() for w in W]

    def values(w, x):
        hidden = np.maximum(x @ w[0] + w[1], 0)
        return hidden, hidden @ w[2] + w[3]

    S, A, N, E = np.zeros((R, steps, 4)), np.zeros((R, steps), int), np.zeros((R, steps, 4)), np.zeros((R, steps))
    state, age, rows = rng.uniform(-0.05, 0.05, (R, 4)), np.zeros(R, int), np.arange(R)
    ends, top, count = [[] for _ in range(R)], np.zeros(R), 0
    for time in range(steps):
        explore = max(0.05, 1 - time / (0.3 * steps))
        best = values(W, state[:, None])[1][:, 0].argmax(1)
        act = np.where(rng.random(R) < explore, rng.integers(2, size=R), best)
        after = push(state, act == 1)
        age += 1
        down = fallen(after)
        S[:, time], A[:, time], N[:, time], E[:, time] = state, act, after, down
        over = down | (age >= 500)
        for r in np.flatnonzero(over):
            if time >= 0.6 * steps:
                ends[r].append(age[r])
        state, age = np.where(over[:, None], rng.uniform(-0.05, 0.05, (R, 4)), after), np.where(over, 0, age)
        if time < 256 or time % 2:
            continue
        at = rng.integers(time + 1, size=(R, 32)) if memory else np.tile(np.arange(time - 31, time + 1), (R, 1))
        pick = (rows[:, None], at)
        wanted = 0.01 + 0.99 * (1 - E[pick]) * values(old if copy else W, N[pick])[1].max(2)
        hidden, out = values(W, S[pick])
        each = (rows[:, None], np.arange(32)[None], A[pick])
        error = np.zeros_like(out)
        error[each] = 2 * (out[each] - wanted) / 32
        back = (error @ W[2].transpose(0, 2, 1)) * (hidden > 0)
        slopes = [S[pick].transpose(0, 2, 1) @ back, back.sum(1, keepdims=True),
                  hidden.transpose(0, 2, 1) @ error, error.sum(1, keepdims=True)]
        count += 1
        for w, g, m, v in zip(W, slopes, first, second):
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            w -= lr * (m / (1 - 0.9 ** count)) / (np.sqrt(v / (1 - 0.999 ** count)) + 1e-8)
        if time % every == 0:
            old = [w.copy() for w in W]
            top = np.maximum(top, out[each].mean(1))
    lengths = np.array([np.mean(e or [steps * 0.4]) for e in ends])
    return lengths.reshape(len(rates), seeds), top.reshape(len(rates), seeds)


grid = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2]
names = {"both": (1, 1), "no copy": (1, 0), "no memory": (0, 1), "neither": (0, 0)}
poles = {}
for name, parts in names.items():
    rate = grid[int(deep(*parts, grid, 4, seed=7)[0].mean(1).argmax())]
    lengths, top = deep(*parts, [rate], 16, seed=8)
    poles[name] = (rate, lengths.mean(), lengths.std() / 4, np.median(top), lengths[0])
found(
    "memory and copy",
    "Each at the best of five rates, sixteen other seeds stand over the last four thousand of 10,000 pushes for "
    + ", ".join(f"{v[1]:.0f} ± {v[2]:.0f} ({k}, rate {v[0]:g})" for k, v in poles.items()) + " pushes; the median of their "
    "largest worths is " + ", ".join(f"{v[3]:.1f} ({k})" for k, v in poles.items()) + ".",
    holds=min(poles["both"][1], poles["no copy"][1]) > 1.5 * max(poles["no memory"][1], poles["neither"][1])
    and max(poles["both"][3], poles["no memory"][3]) < 1.5 < min(poles["no copy"][3], poles["neither"][3]))


def learn(clip, rate, seed, budget=80_000, limit=500, passes=4, bell_is_fall=False):
    """PPO, in a form of our own: fixed rollouts of 128 pushes of eight poles, and one Adam for both networks."""
    rng, gen = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    net = lambda n: torch.nn.Sequential(torch.nn.Linear(4, 32), torch.nn.Tanh(), torch.nn.Linear(32, n))
    torch.manual_seed(seed)
    actor, critic = net(2), net(1)
    adam = torch.optim.Adam([*actor.parameters(), *critic.parameters()], rate)
    state, age, lengths = rng.uniform(-0.05, 0.05, (8, 4)), np.zeros(8, int), []
    for iteration in range(budget // 1024):
        S, A, L, V, N, E = [], [], [], [], [], []
        for _ in range(128):
            with torch.no_grad():
                t = torch.tensor(state, dtype=torch.float32)
                logs, value = actor(t).log_softmax(1), critic(t)[:, 0]
                act = torch.multinomial(logs.exp(), 1, generator=gen)[:, 0]
                after = push(state, act.numpy() == 1)
                age += 1
                down, up = fallen(after), age >= limit
                nxt = critic(torch.tensor(after, dtype=torch.float32))[:, 0] * torch.tensor(~(down | (up & bell_is_fall)))
            S.append(t); A.append(act); L.append(logs.gather(1, act[:, None])[:, 0]); V.append(value); N.append(nxt)
            over = down | up
            E.append(torch.tensor(over))
            lengths += [(iteration, n) for n in age[over]]
            state = np.where(over[:, None], rng.uniform(-0.05, 0.05, (8, 4)), after)
            age[over] = 0
        advantage, ahead = [], torch.zeros(8)
        for value, nxt, over in zip(V[::-1], N[::-1], E[::-1]):
            ahead = 0.01 + 0.99 * nxt - value + 0.99 * 0.95 * ahead * ~over
            advantage.append(ahead)
        advantage = torch.stack(advantage[::-1]).flatten()
        S, A, L, V = torch.cat(S), torch.cat(A), torch.cat(L), torch.cat(V)
        wanted = advantage + V
        advantage = (advantage - advantage.mean()) / (advantage.std() + 1e-6)
        for group in adam.param_groups:
            group["lr"] = rate * max(0.05, 1 - iteration * 1024 / budget)
        for _ in range(passes):
            for rows in torch.randperm(1024, generator=gen).split(256):
                logs = actor(S[rows]).log_softmax(1).gather(1, A[rows][:, None])[:, 0]
                ratio = (logs - L[rows]).exp()
                kept = ratio.clamp(1 - clip, 1 + clip) if clip else ratio
                gain = torch.minimum(ratio * advantage[rows], kept * advantage[rows]).mean()
                missed = ((critic(S[rows])[:, 0] - wanted[rows]) ** 2).mean()
                adam.zero_grad()
                (missed - gain).backward()
                adam.step()
    last = [n for i, n in lengths if i >= 0.9 * (budget // 1024)] or [0]
    return float(np.mean(last)), critic


clipped = {rate: [learn(0.2, rate, s)[0] for s in range(20, 23)] for rate in (0.003, 0.01, 0.03)}
bare = {rate: [learn(None, rate, s)[0] for s in range(20, 23)] for rate in (0.003, 0.01, 0.03)}
found(
    "clip",
    "In rollouts of fixed length, with rates of 0.003, 0.01 and 0.03, three other seeds stand at the end, with the clip, "
    + "; ".join("/".join(f"{n:.0f}" for n in v) for v in clipped.values()) + " pushes, and without it "
    + "; ".join("/".join(f"{n:.0f}" for n in v) for v in bare.values()) + ".",
    holds=min(clipped[0.01]) >= 450 and max(bare[0.03]) < 200)


# The bell, for another limit: what does a critic come to believe?
def belief(limit, decay):
    q = 0.99 * decay
    S = sum((1 - q ** n) / (1 - q) for n in range(1, limit + 1))
    T = (1 - q ** limit) / (1 - q)
    return 0.01 * S / (0.01 * S + 0.99 * T)


beliefs = {}
for limit in (50, 200):
    rng = np.random.default_rng(limit)
    critic = learn(0.2, 0.01, 30 + limit, budget=60_000, limit=limit, bell_is_fall=True)[1]
    state, sums = rng.uniform(-0.05, 0.05, (20, 4)), []
    for _ in range(limit):
        state = push(state, state[:, 2] + 0.5 * state[:, 3] + 0.05 * state[:, 0] + 0.1 * state[:, 1] > 0)
        sums.append(critic(torch.tensor(state, dtype=torch.float32)).mean().item())
    beliefs[limit] = (belief(limit, 0.95), float(np.mean(sums)))
found(
    "bell",
    "With bells after 50 and 200 pushes, taken for falls, the law says that a critic believes "
    + " and ".join(f"{v[0]:.2f}" for v in beliefs.values()) + "; of poles balanced by a rule it believes "
    + " and ".join(f"{v[1]:.2f}" for v in beliefs.values()) + ".",
    holds=all(abs(v[0] - v[1]) < 0.12 for v in beliefs.values()))

# The rival: rules drawn at random, ten times as many searches, and rules from the cube instead of the normal curve.
tries = {}
for name in ("normal", "cube"):
    lived = []
    for seed in range(100):
        rng = np.random.default_rng(1000 + seed)
        total = 0
        while True:
            w = rng.normal(size=4) if name == "normal" else rng.uniform(-1, 1, 4)
            state, stood = rng.uniform(-0.05, 0.05, (1, 4)), 0
            while stood < 500 and not fallen(state)[0]:
                state = push(state, state @ w > 0)
                stood += 1
            total += stood
            if not fallen(state)[0]:
                break
        lived.append(total)
    tries[name] = float(np.median(lived))
found(
    "guessing",
    f"A hundred searches among linear rules stand after a median of {tries['normal']:.0f} pushes (normal curve) and "
    f"{tries['cube']:.0f} (cube).", holds=max(tries.values()) < 5000)
