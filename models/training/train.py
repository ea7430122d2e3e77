"""Runs ``pinna_training.fitting.train``, which says what it does; ``--help`` lists the options."""
from pinna_training.fitting.train import main

if __name__ == "__main__":
    main()
