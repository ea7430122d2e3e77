"""Runs ``pinna_training.fixtures.descriptors``, which says what it does; ``--help`` lists the options."""
from pinna_training.fixtures.descriptors import main

if __name__ == "__main__":
    main()
