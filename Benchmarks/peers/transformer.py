"""A small GPT: one step of training (gpt) and writing token by token (generate)."""

import torch
from torch import nn
from torch.nn import functional

import noise

WIDTH, HEADS, DEPTH, CONTEXT, VOCABULARY = 128, 4, 4, 128, 96


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention_norm = nn.LayerNorm(WIDTH)
        self.packed = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.network_norm = nn.LayerNorm(WIDTH)
        self.expand = nn.Linear(WIDTH, 4 * WIDTH)
        self.contract = nn.Linear(4 * WIDTH, WIDTH)

    def heads(self, state):
        batch, length, _ = state.shape
        parts = self.packed(self.attention_norm(state))
        parts = parts.view(batch, length, 3, HEADS, WIDTH // HEADS)
        return parts.permute(2, 0, 3, 1, 4)

    def rest(self, state, looked):
        batch, length, _ = state.shape
        state = state + self.output(looked.transpose(1, 2).reshape(batch, length, WIDTH))
        hidden = functional.gelu(self.expand(self.network_norm(state)))
        return state + self.contract(hidden)

    def forward(self, state):
        query, key, value = self.heads(state)
        looked = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        return self.rest(state, looked)

    def one_more(self, state, memory):
        query, key, value = self.heads(state)
        if memory is not None:
            key = torch.cat([memory[0], key], dim=2)
            value = torch.cat([memory[1], value], dim=2)
        looked = functional.scaled_dot_product_attention(query, key, value)
        return self.rest(state, looked), (key, value)


class LanguageModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(CONTEXT, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(DEPTH))
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, VOCABULARY, bias=False)
        self.fill()

    @torch.no_grad()
    def fill(self):
        """The numbers that ours has, in its order of parameters: 16 for each block."""
        self.tokens.weight.copy_(noise.weights((VOCABULARY, WIDTH), 0))
        self.places.weight.copy_(noise.weights((CONTEXT, WIDTH), 1))
        for number, block in enumerate(self.blocks):
            first = 2 + 16 * number
            for part in range(3):
                numbers = noise.weights((WIDTH, WIDTH), first + 2 + 2 * part)
                block.packed.weight[part * WIDTH : (part + 1) * WIDTH].copy_(numbers.T)
            block.output.weight.copy_(noise.weights((WIDTH, WIDTH), first + 8).T)
            block.expand.weight.copy_(noise.weights((WIDTH, 4 * WIDTH), first + 12).T)
            block.contract.weight.copy_(noise.weights((4 * WIDTH, WIDTH), first + 14).T)
            for layer in [block.packed, block.output, block.expand, block.contract]:
                layer.bias.zero_()
        last = 2 + 16 * DEPTH + 2
        self.head.weight.copy_(noise.weights((WIDTH, VOCABULARY), last).T)

    def forward(self, indices):
        state = self.tokens(indices) + self.places.weight[: indices.shape[1]]
        for block in self.blocks:
            state = block(state)
        return self.head(self.norm(state))


def gpt():
    model = LanguageModel()
    rows = noise.integers(16 * 129, VOCABULARY, 1).reshape(16, 129)
    inputs, targets = rows[:, :-1].contiguous(), rows[:, 1:].reshape(-1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)

    def work():
        optimizer.zero_grad()
        loss = functional.cross_entropy(model(inputs).view(-1, VOCABULARY), targets)
        loss.backward()
        optimizer.step()
        return loss.item()

    return work


def generate():
    model = LanguageModel()

    @torch.inference_mode()
    def work():
        memory = [None] * DEPTH
        token, total = 1, 0
        for place in range(64):
            state = (model.tokens.weight[token] + model.places.weight[place]).view(1, 1, WIDTH)
            for number, block in enumerate(model.blocks):
                state, memory[number] = block.one_more(state, memory[number])
            token = int(model.head(model.norm(state)).argmax())
            total += token * (place + 1)
        return total

    return work


def prepare(name):
    makers = {"gpt": gpt, "generate": generate}
    return makers[name]() if name in makers else None
