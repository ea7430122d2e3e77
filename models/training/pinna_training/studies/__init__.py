"""Studies beside the recipe: what each part is worth, which learning rate is good, what each split holds."""
