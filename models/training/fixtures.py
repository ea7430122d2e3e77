"""Runs ``pinna_training.fixtures.reference``, which says what it does; ``--help`` lists the options."""
from pinna_training.fixtures.reference import main

if __name__ == "__main__":
    main()
