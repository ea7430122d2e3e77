"""Training examples: mixtures of cached features, augmentation, batches."""
