"""Runs ``pinna_training.measuring.measure``, which says what it does; ``--help`` lists the options."""
from pinna_training.measuring.measure import main

if __name__ == "__main__":
    main()
