"""Runs ``pinna_training.data.corpus``, which says what it does; ``--help`` lists the options."""
from pinna_training.data.corpus import main

if __name__ == "__main__":
    main()
