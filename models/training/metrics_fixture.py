"""Runs ``pinna_training.fixtures.metrics``, which says what it does; ``--help`` lists the options."""
from pinna_training.fixtures.metrics import main

if __name__ == "__main__":
    main()
