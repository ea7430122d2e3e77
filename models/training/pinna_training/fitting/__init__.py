"""A training run: configuration, losses, steps, checkpoints, curves and what they mean."""
