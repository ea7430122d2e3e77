"""Runs ``pinna_training.fitting.reopen``, which says what it does; ``--help`` lists the options."""
from pinna_training.fitting.reopen import main

if __name__ == "__main__":
    main()
