#!/usr/bin/env python3
"""Lets PyTorch itself write small files of weights: the cases of tests/cases/torch that begin with 'saved'.

    pytorch_files.py DIRECTORY

Needs torch and numpy (pip install torch==2.13.0 numpy, some GiB with what that brings; nothing here needs a GPU). The
files are kept, so that the tests do not need PyTorch. The weights of the encoder are those of
tests/cases/keras-saved/right.expected.csv, so that its registers are known; 16-bit floats hold them exactly.

    saved_state.pth         the state_dict of a module, zip archive
    saved_state_old.pth     the same, _use_new_zipfile_serialization=False
    saved_checkpoint.pt     a dictionary of model, optimiser (Adam after a step) and epoch, float64, zip archive
    saved_half.pth          the state_dict of module.half()
    saved_bfloat16.pth      the state_dict of module.bfloat16(), _use_new_zipfile_serialization=False
    saved_views.pt          tensors that are views: channels_last, transposed, a slice of a larger one, a shared storage
    saved_module.pth        the module itself, which is code and therefore refused
"""

import csv
import os
import pathlib
import sys

import torch
from torch import nn


class Encoder(nn.Module):
    """The chip's encoder: 'same' padding of stride 2 is a row below and a column right."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3, stride=2)
        self.dense = nn.Linear(128, 16)

    def forward(self, image):
        image = nn.functional.pad(image, (0, 1, 0, 1))
        return torch.relu(self.dense(torch.relu(self.conv(image)).flatten(1)))


def encoder():
    root = pathlib.Path(__file__).resolve().parent.parent
    tensors = {}
    with open(root / "tests/cases/keras-saved/right.expected.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            tensors.setdefault(row["tensor"], []).append(int(row["value"]) / 32)
    tensors = {name: torch.tensor(values) for name, values in tensors.items()}
    module = Encoder()
    with torch.no_grad():
        module.conv.weight.copy_(tensors["conv_kernel"].reshape(3, 3, 1, 8).permute(3, 2, 0, 1))
        module.conv.bias.copy_(tensors["conv_bias"])
        # The registers have (latent, row, column, filter); PyTorch flattens with the filter first.
        module.dense.weight.copy_(tensors["dense_kernel"].reshape(16, 4, 4, 8).permute(0, 3, 1, 2).reshape(16, 128))
        module.dense.bias.copy_(tensors["dense_bias"])
    return module


def main(directory):
    at = lambda name: os.path.join(directory, name)
    torch.manual_seed(0)
    torch.save(encoder().state_dict(), at("saved_state.pth"))
    torch.save(encoder().state_dict(), at("saved_state_old.pth"), _use_new_zipfile_serialization=False)
    torch.save(encoder().half().state_dict(), at("saved_half.pth"))
    torch.save(encoder().bfloat16().state_dict(), at("saved_bfloat16.pth"), _use_new_zipfile_serialization=False)
    torch.save(encoder(), at("saved_module.pth"))

    module = encoder().double()
    # A learning rate of 0: the optimiser has a state, and the weights stay.
    optimiser = torch.optim.Adam(module.parameters(), lr=0.0)
    module(torch.rand(2, 1, 8, 8, dtype=torch.float64)).sum().backward()
    optimiser.step()
    checkpoint = {"epoch": 3, "model_state_dict": module.state_dict(), "optimizer_state_dict": optimiser.state_dict()}
    torch.save(checkpoint, at("saved_checkpoint.pt"))

    module = encoder()
    wide = torch.zeros(20, 140)
    wide[2:18, 5:133] = module.dense.weight.detach()
    both = torch.cat([module.conv.bias.detach(), module.dense.bias.detach()])
    views = {
        "conv.weight": module.conv.weight.detach().permute(2, 3, 1, 0).contiguous().permute(3, 2, 0, 1),
        "conv.bias": both[:8],
        "dense.weight": wide[2:18, 5:133],
        "dense.bias": both[8:],
    }
    assert not views["conv.weight"].is_contiguous() and not views["dense.weight"].is_contiguous()
    torch.save(views, at("saved_views.pt"))


if __name__ == "__main__":
    main(sys.argv[1])
