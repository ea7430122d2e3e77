"""Training examples: mixtures of cached spectra, augmentation, batches."""
