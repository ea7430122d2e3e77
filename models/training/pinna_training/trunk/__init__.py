"""The pretrained trunk as a causal network: its features, unlabelled sound, distillation."""
