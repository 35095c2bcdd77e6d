"""Golden values of worlds to act in, from Gymnasium.

    python Tests/Golden/environments.py

writes environments.json beside itself: what a pole does under pushes, step by step, and where every
move on the cliff and on a slippery lake may lead.
"""

import importlib.metadata
import json
import pathlib

import gymnasium
import numpy as np

rng = np.random.default_rng(25)


def pole(start, push, most):
    """What happens to a pole that starts so and is pushed by a rule, until it falls or time is up."""
    env = gymnasium.make("CartPole-v1")
    env.reset(seed=0)
    env.unwrapped.state = np.array(start, dtype=np.float64)
    pushes, states, state = [], [], start
    for _ in range(most):
        action = push(state)
        _, reward, terminated, truncated, _ = env.step(action)
        state = [float(value) for value in env.unwrapped.state]
        pushes.append(int(action))
        states.append(state)
        assert reward == 1
        if terminated or truncated:
            break
    return {"start": start, "pushes": pushes, "states": states,
            "isFallen": bool(terminated), "isCutOff": bool(truncated)}


def near():
    return [round(float(value), 6) for value in rng.uniform(-0.05, 0.05, 4)]


def balancing(state):
    return int(state[2] + 0.5 * state[3] + 0.05 * state[0] + 0.1 * state[1] > 0)


poles = [pole(near(), lambda state: 1, 500), pole(near(), lambda state: 0, 500)]
poles += [pole(near(), lambda state: int(rng.integers(2)), 500) for _ in range(4)]
poles += [pole(near(), balancing, 600) for _ in range(2)]
poles += [pole([2.3, 0.5, 0.0, -0.2], lambda state: 1, 500)]


def moves(name, order, **options):
    """Where each move from each square leads; `order` says what number Gymnasium gives to up, right,
    down and left."""
    env = gymnasium.make(name, **options).unwrapped
    count = env.observation_space.n
    return [
        [
            [[float(p), int(to), float(reward), bool(end)] for p, to, reward, end in env.P[s][a]]
            for a in order
        ]
        for s in range(count)
    ]


golden = {
    "versions": {name: importlib.metadata.version(name) for name in ("gymnasium", "numpy")},
    "poles": poles,
    "cliff": moves("CliffWalking-v1", [0, 1, 2, 3]),
    "lake": moves("FrozenLake-v1", [3, 2, 1, 0], map_name="4x4", is_slippery=True),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden))
