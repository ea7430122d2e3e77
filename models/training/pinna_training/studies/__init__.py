"""Studies beside the recipe: the effect of each part, the range of good learning rates, the contents of the splits."""
