"""The network: an encoder, and what it says of each supplier, recipient and anchor."""

from __future__ import annotations

import torch
from torch import Tensor, nn

_HEADS = 64
_WIDTH = 256


class PairNetwork(nn.Module):  # type: ignore[misc]  # torch is not in the project's own environment
    """Scores (supplier, recipient, anchor) from the encoder's output at the marks.

    Each anchor chooses, for either role, which mentions of an actor to look at.
    """

    def __init__(self, encoder: nn.Module, outputs: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = encoder
        width = int(encoder.config.hidden_size)
        self.ask = nn.ModuleList(nn.Linear(width, _HEADS) for _ in range(2))
        self.key = nn.ModuleList(nn.Linear(width, _HEADS) for _ in range(2))
        self.role = nn.ModuleList(nn.Linear(width, _WIDTH) for _ in range(2))
        self.anchor = nn.Linear(width, _WIDTH)
        self.mix = nn.ModuleList(nn.Linear(_WIDTH, _WIDTH) for _ in range(6))
        self.drop = nn.Dropout(dropout)
        self.out = nn.Linear(_WIDTH, outputs)

    def encode(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Encode windows: tokens and mask are windows x places; gives windows x places x width."""
        encoded: Tensor = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state
        return encoded.float()

    def score(self, encoded: Tensor, actors: Tensor, anchors: Tensor) -> Tensor:
        """Score one window: places x width, actors x places (1 at its marks), anchor places.

        Gives logits, suppliers x recipients x anchors x outputs.
        """
        said = encoded.index_select(0, anchors)
        supplier, recipient = (self._pool(role, encoded, said, actors) for role in range(2))
        anchor = self.drop(torch.tanh(self.anchor(said)))
        one = self.mix[0](supplier) + self.mix[1](supplier * anchor)
        other = self.mix[2](recipient) + self.mix[3](recipient * anchor)
        both = supplier.unsqueeze(1) * recipient.unsqueeze(0)
        mixed = one.unsqueeze(1) + other.unsqueeze(0) + self.mix[4](anchor) + self.mix[5](both)
        scores: Tensor = self.out(self.drop(nn.functional.gelu(mixed)))
        return scores

    def _pool(self, role: int, encoded: Tensor, said: Tensor, actors: Tensor) -> Tensor:
        """Give actors x anchors x width: what each anchor takes of each actor's mentions."""
        match = self.ask[role](said) @ self.key[role](encoded).T / _HEADS**0.5
        match = match.unsqueeze(0) + (actors.unsqueeze(1) - 1.0) * 1e4
        taken = torch.softmax(match, dim=-1) @ torch.tanh(self.role[role](encoded))
        return self.drop(taken)

    def forward(self, tokens: Tensor, actors: Tensor, anchors: Tensor) -> Tensor:
        """Score one window of `tokens` (1 x places): probabilities, as `score` lays them out."""
        encoded = self.encode(tokens, torch.ones_like(tokens))[0]
        return torch.sigmoid(self.score(encoded, actors, anchors))
