"""Runs ``pinna_training.measuring.evaluate``, which says what it does; ``--help`` lists the options."""
from pinna_training.measuring.evaluate import main

if __name__ == "__main__":
    main()
