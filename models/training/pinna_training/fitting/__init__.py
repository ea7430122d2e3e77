"""A training run: configuration, losses, steps, checkpoints, curves and their interpretation."""
