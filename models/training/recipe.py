"""Runs ``pinna_training.recipe``, which says what it does; ``--help`` lists the options."""
from pinna_training.recipe import main

if __name__ == "__main__":
    main()
