"""Runs ``pinna_training.fitting.curves``, which says what it does; ``--help`` lists the options."""
from pinna_training.fitting.curves import main

if __name__ == "__main__":
    main()
